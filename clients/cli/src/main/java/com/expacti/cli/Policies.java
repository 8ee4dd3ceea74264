package com.expacti.cli;

import com.expacti.cli.show.Table;
import com.expacti.client.rest.RestClient;
import com.expacti.client.shown.Printable;
import com.expacti.client.wire.Message;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "policies", description = "What it takes to allow the commands that need people.")
final class Policies {
    private final Desk desk;

    Policies(Desk desk) {
        this.desk = desk;
    }

    @Command(name = "list", description = "List the approval policies, newest first.")
    int list(@Option(names = "--json", description = "As the gate answers it") boolean json) throws IOException {
        try (RestClient rest = desk.rest()) {
            Message answer = rest.get("/policies?limit=200");
            if (json) {
                desk.out().println(Message.print(answer.fields()));
                return 0;
            }
            if (answer.objects("items").isEmpty()) {
                desk.out().println("There are no policies: any one reviewer may allow what needs a person.");
                return 0;
            }
            Table table = new Table().row("ID", "NEEDS", "FROM", "TYPE", "SCOPE", "PATTERN");
            List<Message> policies = answer.objects("items");
            policies.forEach(policy -> table.row(
                    text(policy, "id"),
                    needs(policy),
                    text(policy, "min_risk_level"),
                    text(policy, "pattern_type"),
                    text(policy, "scope"),
                    text(policy, "pattern")));
            table.lines().forEach(desk.out()::println);
            policies.forEach(policy -> policy.texts("warnings")
                    .forEach(warning -> desk.out().println("! " + text(policy, "id") + ": " + Printable.of(warning))));
        }
        return 0;
    }

    private static String needs(Message policy) {
        return switch (text(policy, "type")) {
            case "min_approvers" -> policy.number("approvals_required").orElse(1) + " people";
            case "role_required" -> text(policy, "role");
            case "all_of" -> "all of " + Printable.of(String.join(", ", policy.texts("reviewer_ids")));
            default -> "any reviewer";
        };
    }

    private static String text(Message policy, String name) {
        return Printable.of(policy.text(name).orElse(""));
    }
}
