package com.expacti.cli;

import com.expacti.cli.show.Table;
import com.expacti.client.rest.RestClient;
import com.expacti.client.shown.Printable;
import com.expacti.client.wire.Message;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "suggestions", description = "Rules that people's approvals add up to.")
final class Suggestions {
    private final Desk desk;

    Suggestions(Desk desk) {
        this.desk = desk;
    }

    @Command(name = "list", description = "List what is suggested, the best supported first.")
    int list(
            @Option(names = "--status", defaultValue = "open", description = "open (default), accepted or dismissed")
                    String status,
            @Option(names = "--json", description = "As the gate answers it") boolean json)
            throws IOException {
        try (RestClient rest = desk.rest()) {
            Message answer = rest.get("/suggestions?limit=200&status=" + encoded(status));
            if (json) {
                desk.out().println(Message.print(answer.fields()));
                return 0;
            }
            if (answer.objects("items").isEmpty()) {
                desk.out()
                        .println(
                                "open".equals(status)
                                        ? "Nothing is suggested: it takes 5 approvals of one kind, and no denial, within 30 days."
                                        : "None is " + status + ".");
                return 0;
            }
            Table table = new Table().row("ID", "APPROVED", "BY", "LAST 30 DAYS", "RISK", "TYPE", "SCOPE", "PATTERN");
            answer.objects("items")
                    .forEach(each -> table.row(
                            text(each, "id"),
                            each.number("approvals").orElse(0) + " times",
                            Printable.of(String.join(", ", each.texts("reviewers"))),
                            lately(each),
                            each.number("risk_score").orElse(0) + " " + text(each, "risk_level"),
                            text(each, "pattern_type"),
                            text(each, "scope"),
                            text(each, "pattern")));
            table.lines().forEach(desk.out()::println);
        }
        return 0;
    }

    @Command(name = "accept", description = "Make the suggested rule.")
    int accept(
            @Parameters(paramLabel = "<id>") String id,
            @Option(names = "--scope", defaultValue = "", description = "Narrower: group:<id> or target:<id>")
                    String scope,
            @Option(names = "--ttl", defaultValue = "0", description = "Seconds until it ends by itself") long ttl)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!scope.isEmpty()) {
            body.put("scope", scope);
        }
        if (ttl > 0) {
            body.put("ttl_seconds", ttl);
        }
        try (RestClient rest = desk.rest()) {
            Message answer = rest.post("/suggestions/" + encoded(id) + "/accept", body);
            desk.out().println("Made " + text(answer, "rule_id") + ": " + text(answer, "pattern"));
        }
        return 0;
    }

    @Command(name = "dismiss", description = "Not wanted: neither it nor anything broader is suggested again.")
    int dismiss(@Parameters(paramLabel = "<id>") String id) throws IOException {
        try (RestClient rest = desk.rest()) {
            Message answer = rest.post("/suggestions/" + encoded(id) + "/dismiss", Map.of());
            desk.out().println("Dismissed " + text(answer, "pattern"));
        }
        return 0;
    }

    /** What the rule would have let through, of all that was decided. */
    private static String lately(Message suggestion) {
        return suggestion
                .object("backtest")
                .map(past -> "%d of %d, %d denied"
                        .formatted(
                                past.number("matched").orElse(0),
                                past.number("considered").orElse(0),
                                past.number("of_these_denied").orElse(0)))
                .orElse("–");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(Message message, String field) {
        return Printable.of(message.text(field).orElse("–"));
    }
}
