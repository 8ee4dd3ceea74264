package com.expacti.cli;

import com.expacti.cli.show.Explained;
import com.expacti.cli.show.Paint;
import com.expacti.cli.show.Table;
import com.expacti.client.Risk;
import com.expacti.client.rest.Problem;
import com.expacti.client.rest.RestClient;
import com.expacti.client.shown.Printable;
import com.expacti.client.wire.Message;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** `commands`, `explain` and `status`: reading only. */
final class Look {
    private final Desk desk;

    Look(Desk desk) {
        this.desk = desk;
    }

    int commands(String status, int limit, boolean json) throws IOException {
        try (RestClient rest = desk.rest()) {
            String filter = status.isEmpty() ? "" : "&status=" + URLEncoder.encode(status, StandardCharsets.UTF_8);
            Message answer = rest.get("/commands?limit=" + limit + filter);
            if (json) {
                desk.out().println(Message.print(answer.fields()));
                return 0;
            }
            Table table = new Table().row("ID", "STATUS", "RISK", "AGENT", "COMMAND");
            answer.objects("items").forEach(command -> table.row(row(command)));
            table.lines().forEach(desk.out()::println);
        }
        return 0;
    }

    private static String[] row(Message command) {
        Risk risk = Risk.of(command);
        return new String[] {
            Printable.of(command.text("id").orElse("")),
            Printable.of(command.text("status").orElse("")),
            risk.score() + " " + Printable.of(risk.level()),
            Printable.of(named(command, "agent")),
            Printable.of(command.text("command").orElse(""))
        };
    }

    private static String named(Message holder, String field) {
        return holder.object(field)
                .flatMap(one -> one.text("name"))
                .or(() -> holder.text(field))
                .orElse("–");
    }

    int explain(String command, String cwd, String target) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("command", command));
        if (!cwd.isEmpty()) {
            body.put("cwd", cwd);
        }
        if (!target.isEmpty()) {
            body.put("target", target);
        }
        try (RestClient rest = desk.rest()) {
            explained(command, rest.post("/explain", body));
        }
        return 0;
    }

    private void explained(String command, Message answer) {
        Risk risk = Risk.of(answer);
        Paint paint = desk.paint();
        desk.out()
                .println(paint.shape(risk.level()) + " "
                        + paint.risk(risk.level(), risk.score() + " " + Printable.of(risk.level())));
        risk.factors()
                .forEach(factor ->
                        desk.out().println("  %+d %s".formatted(factor.points(), Printable.of(factor.label()))));
        Explained.parts(paint, command, answer).forEach(desk.out()::println);
        desk.out().println(verdict(answer));
        Explained.reasons(paint, command, answer).forEach(desk.out()::println);
    }

    private static String verdict(Message answer) {
        String rules = String.join(", ", answer.texts("rule_ids"));
        String by = rules.isEmpty() ? "" : " (" + Printable.of(rules) + ")";
        return switch (answer.text("verdict").orElse("")) {
            case "allow_rule" -> "A rule lets it through" + by + ".";
            case "deny_rule" -> "A deny rule blocks it" + by + ".";
            case "threshold" -> "Its risk is below the organisation's threshold: it passes without a person.";
            case "plan_limit" -> "The plan's command limit is reached: it is blocked.";
            case "review" -> "A person decides.";
            default -> "The gate gave no verdict this program knows: count on a person.";
        };
    }

    int status() throws IOException {
        try (RestClient rest = desk.rest()) {
            Message me = known(rest, "/me");
            Message there = known(rest, "/availability");
            int pending = rest.get("/commands?status=pending&limit=200")
                    .objects("items")
                    .size();
            Table table = new Table()
                    .row("gate", desk.credentials().access().endpoint().toString())
                    .row("you", Printable.of(who(me)))
                    .row("reviewers online", number(there, "reviewers_online"))
                    .row(
                            "median wait",
                            there.number("median_wait_ms").isPresent()
                                    ? there.number("median_wait_ms").getAsLong() / 1000 + " s"
                                    : "–")
                    .row("pending", pending + (pending == 200 ? " or more" : ""));
            table.lines().forEach(desk.out()::println);
        }
        return 0;
    }

    /** What this gate does not know is shown as unknown. */
    private static Message known(RestClient rest, String path) throws Problem {
        try {
            return rest.get(path);
        } catch (Problem problem) {
            if (problem.status() == 404) {
                return new Message(Map.of());
            }
            throw problem;
        }
    }

    private static String who(Message me) {
        Message user = me.object("user").orElse(me);
        String name = user.text("name")
                .or(() -> user.text("email"))
                .or(() -> user.text("id"))
                .orElse("–");
        return name
                + user.text("role")
                        .or(() -> me.text("role"))
                        .map(role -> " (" + role + ")")
                        .orElse("");
    }

    private static String number(Message holder, String field) {
        return holder.number(field).isPresent()
                ? String.valueOf(holder.number(field).getAsLong())
                : "–";
    }
}
