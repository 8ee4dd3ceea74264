package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What options and operands add for cloud accounts and infrastructure as code. */
final class CloudInspector {
    private CloudInspector() {}

    static void inspect(Invocation invocation, boolean changes, Findings findings) {
        invocation
                .option(
                        "--profile",
                        "--endpoint-url",
                        "--account",
                        "--subscription",
                        "--project",
                        "--impersonate-service-account")
                .ifPresent(option -> {
                    findings.kind(RiskKind.OTHER_TARGET);
                    if (changes) {
                        findings.add(Modifier.OTHER_TARGET, option.span());
                    }
                });
        List<Argument> positional = Programs.operandsAfterSubcommand(invocation, 0);
        if (!changes) {
            return;
        }
        invocation
                .option("-auto-approve", "--auto-approve", "--yes", "--all", "-destroy")
                .filter(option ->
                        !option.text().equals("--yes") || invocation.program().equals("pulumi"))
                .ifPresent(option -> findings.add(Modifier.ALL, option.span()));
        invocation.option("-destroy").ifPresent(option -> findings.add(Modifier.STOPS_SERVICE, option.span()));
        destructiveVerb(positional).ifPresent(verb -> {
            findings.add(Modifier.DESTRUCTIVE, verb.span());
            if (takesAwayService(verb.text())) {
                findings.add(Modifier.STOPS_SERVICE, verb.span());
            }
        });
        invocation
                .option("--recursive", "--force", "-r")
                .filter(option ->
                        positional.stream().anyMatch(word -> Set.of("rm", "rb").contains(word.text())))
                .ifPresent(option -> findings.add(Modifier.RECURSIVE, option.span()));
        copies(invocation, positional, findings);
        emptiesBucket(positional, findings);
        rights(invocation, findings);
        if (Set.of("ansible", "salt", "salt-call", "pdsh", "fab").contains(invocation.program())) {
            remoteText(invocation, findings);
        }
        if (invocation.program().startsWith("ansible") && !invocation.program().equals("ansible-galaxy")) {
            findings.add(Modifier.OTHER_TARGET, invocation.name().span());
            findings.kind(RiskKind.RUNS_PROGRAM);
            findings.marksMutableCode();
        }
        findings.marksMutableCode(Set.of("terraform", "tofu", "pulumi", "cdk", "terragrunt", "sam")
                .contains(invocation.program()));
    }

    private static void copies(Invocation invocation, List<Argument> positional, Findings findings) {
        if (positional.size() < 2
                || positional.stream()
                        .noneMatch(word -> Set.of("cp", "sync", "mv", "rsync").contains(word.text()))) {
            return;
        }
        FileInspector.reads(positional, findings);
        if (positional.getLast().text().contains("://")) {
            findings.add(Modifier.SENDS_DATA, positional.getLast().span());
        } else {
            FileInspector.written(positional.getLast(), findings);
        }
        invocation.option("--delete", "--acl").ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
    }

    /** A whole bucket, not a prefix in it. */
    private static void emptiesBucket(List<Argument> positional, Findings findings) {
        if (!findings.has(Modifier.RECURSIVE)
                && positional.stream().noneMatch(word -> word.text().equals("rb"))) {
            return;
        }
        positional.stream()
                .filter(word -> word.text().matches("(?:s3|gs)://[^/]+/?(?:\\*\\*?)?"))
                .findFirst()
                .ifPresent(word -> findings.add(Modifier.STOPS_SERVICE, word.span()));
    }

    /** Roles that may do everything, and what is opened to everybody. */
    private static void rights(Invocation invocation, Findings findings) {
        for (Argument argument : invocation.arguments()) {
            String text = argument.text();
            String lower = text.toLowerCase(Locale.ROOT);
            boolean wide = text.contains("AdministratorAccess")
                    || lower.endsWith("roles/owner")
                    || lower.endsWith("roles/editor")
                    || lower.equals("owner")
                    || lower.equals("public-read")
                    || lower.equals("public-read-write")
                    || lower.startsWith("allusers")
                    || lower.contains("0.0.0.0/0");
            if (wide) {
                findings.add(Modifier.WIDE_PERMISSION, argument.span());
            }
            if (lower.equals("--desired-count=0")
                    || lower.equals("--desired-capacity=0")
                    || lower.endsWith("=0") && lower.startsWith("web")) {
                findings.add(Modifier.DESTRUCTIVE, argument.span());
            }
        }
        invocation
                .valueOf("--desired-count", "--desired-capacity", "--min-size")
                .filter(count -> count.text().equals("0"))
                .ifPresent(count ->
                        findings.add(Modifier.DESTRUCTIVE, count.span()).add(Modifier.STOPS_SERVICE, count.span()));
    }

    /** Shell text that is run on other machines. */
    private static void remoteText(Invocation invocation, Findings findings) {
        findings.kind(RiskKind.RUNS_PROGRAM);
        if (invocation.program().equals("salt")) {
            findings.add(Modifier.OTHER_TARGET, invocation.name().span());
        }
    }

    private static Optional<Argument> destructiveVerb(List<Argument> positional) {
        return positional.stream()
                .filter(word -> word.text().startsWith("delete")
                        || word.text().startsWith("terminate-")
                        || word.text().startsWith("remove-")
                        || word.text().equals("destroy")
                        || word.text().equals("purge")
                        || word.text().startsWith("stop-")
                        || word.text().startsWith("disable-")
                        || word.text().startsWith("batch-delete")
                        || word.text().startsWith("purge-")
                        || word.text().startsWith("leave-")
                        || word.text().startsWith("revoke-")
                        || word.text().equals("terminate")
                        || word.text().startsWith("deregister-")
                        || word.text().equals("schedule-key-deletion")
                        || word.text().equals("rm"))
                .findFirst();
    }

    private static boolean takesAwayService(String verb) {
        return verb.startsWith("terminate-")
                || verb.contains("service")
                || verb.contains("group")
                || verb.contains("zone")
                || verb.contains("domain")
                || verb.contains("trail")
                || verb.contains("user-pool")
                || verb.contains("file-system")
                || verb.contains("organization")
                || verb.contains("cluster")
                || verb.contains("instance")
                || verb.contains("stack")
                || verb.contains("table")
                || verb.contains("bucket")
                || verb.contains("db-")
                || verb.contains("vpc")
                || verb.contains("key")
                || verb.equals("destroy")
                || verb.contains("function")
                || verb.equals("delete");
    }
}
