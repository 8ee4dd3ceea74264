package com.expacti.cli;

import com.expacti.cli.show.Table;
import com.expacti.client.rest.Problem;
import com.expacti.client.rest.RestClient;
import com.expacti.client.shown.Printable;
import com.expacti.client.wire.Message;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "whitelist", description = "Rules that let commands through, or block them, without a person.")
final class Whitelist {
    private final Desk desk;

    Whitelist(Desk desk) {
        this.desk = desk;
    }

    @Command(name = "list", description = "List the rules.")
    int list(@Option(names = "--json", description = "As the gate answers it") boolean json) throws IOException {
        try (RestClient rest = desk.rest()) {
            Message answer = rest.get("/whitelist?limit=200");
            if (json) {
                desk.out().println(Message.print(answer.fields()));
                return 0;
            }
            Table table = new Table().row("ID", "EFFECT", "TYPE", "SCOPE", "PATTERN");
            answer.objects("items")
                    .forEach(rule -> table.row(
                            text(rule, "id"),
                            text(rule, "effect"),
                            text(rule, "pattern_type"),
                            text(rule, "scope"),
                            text(rule, "pattern")));
            table.lines().forEach(desk.out()::println);
        }
        return 0;
    }

    @Command(name = "add", description = "Make a rule.")
    int add(
            @Parameters(paramLabel = "<pattern>") String pattern,
            @Option(names = "--type", defaultValue = "exact", description = "exact (default), glob or regex")
                    String type,
            @Option(names = "--scope", defaultValue = "global", description = "global, group:<id> or target:<id>")
                    String scope,
            @Option(names = "--deny", description = "Block instead of allow") boolean deny,
            @Option(names = "--ttl", defaultValue = "0", description = "Seconds until it ends by itself") long ttl)
            throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("effect", deny ? "deny" : "allow");
        body.put("pattern_type", type);
        body.put("pattern", pattern);
        body.put("scope", scope);
        if (ttl > 0) {
            body.put("ttl_seconds", ttl);
        }
        try (RestClient rest = desk.rest()) {
            Message made = rest.post("/whitelist", body);
            desk.out().println("Made " + text(made, "id") + ".");
            takenLiterally(type, pattern).ifPresent(desk.out()::println);
            made.object("backtest").map(past -> Backtest.sentence(past, deny)).ifPresent(desk.out()::println);
        }
        return 0;
    }

    @Command(name = "remove", description = "Remove a rule; from then on it lets nothing through.")
    int remove(@Parameters(paramLabel = "<id>") String id) throws IOException {
        try (RestClient rest = desk.rest()) {
            rest.delete("/whitelist/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
            desk.out().println("Removed " + Printable.of(id) + ".");
        }
        return 0;
    }

    @Command(name = "test", description = "Whether a pattern would let a command through: exit 0 if so, else 1.")
    int test(
            @Parameters(paramLabel = "<pattern>") String pattern,
            @Parameters(paramLabel = "<command>") String command,
            @Option(names = "--type", defaultValue = "exact", description = "exact (default), glob or regex")
                    String type)
            throws IOException {
        try (RestClient rest = desk.rest()) {
            Message answer = rest.post(
                    "/whitelist/test",
                    Map.of("rules", List.of(Map.of("pattern_type", type, "pattern", pattern)), "command", command));
            boolean matched = answer.flag("matched").orElse(false);
            String reason = answer.text("reason")
                    // One rule is tried, and its number says nothing.
                    .map(why -> why.replaceFirst("^rule 0 ", "the pattern "))
                    .map(Printable::of)
                    .orElse("");
            desk.out().println((matched ? "It passes" : "It does not pass") + (reason.isEmpty() ? "." : ": " + reason));
            takenLiterally(type, pattern).ifPresent(desk.out()::println);
            past(rest, type, pattern).ifPresent(desk.out()::println);
            return matched ? 0 : 1;
        }
    }

    /** Without a type a pattern is a text, and a newcomer means a wildcard by {@code *}. */
    private static Optional<String> takenLiterally(String type, String pattern) {
        return "exact".equals(type) && pattern.contains("*")
                ? Optional.of(
                        "The pattern is taken as exact text, `*` as a star; `--type glob` reads it as a wildcard.")
                : Optional.empty();
    }

    /** What the pattern would have done lately; a gate or a key that does not tell is no reason to fail. */
    private static Optional<String> past(RestClient rest, String type, String pattern) {
        try {
            Message answer = rest.post("/whitelist/backtest", Map.of("pattern_type", type, "pattern", pattern));
            return Optional.of(Backtest.sentence(answer, false));
        } catch (Problem untold) {
            return Optional.empty();
        }
    }

    private static String text(Message rule, String field) {
        return Printable.of(rule.text(field).orElse("–"));
    }
}
