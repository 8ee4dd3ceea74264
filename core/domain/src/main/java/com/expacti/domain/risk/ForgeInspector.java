package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What options of {@code gh}, {@code glab} and of other version control than git add. */
final class ForgeInspector {
    private ForgeInspector() {}

    static void inspect(Invocation invocation, Findings findings) {
        switch (invocation.program()) {
            case "gh", "glab" -> forge(invocation, findings);
            case "hg", "jj" ->
                invocation
                        .option("-f", "--force")
                        .filter(option -> Programs.subcommandWords(invocation).contains("push"))
                        .ifPresent(option -> findings.add(Modifier.REWRITES_HISTORY, option.span()));
            case "bfg" ->
                findings.add(Modifier.REWRITES_HISTORY, invocation.name().span());
            default -> {}
        }
    }

    private static void forge(Invocation invocation, Findings findings) {
        List<String> words = Programs.subcommandWords(invocation);
        String first = words.isEmpty() ? "" : words.getFirst();
        switch (first) {
            case "api" -> api(invocation, findings);
            case "workflow", "ci", "pipeline" ->
                invocation.operands().stream()
                        .filter(word -> Set.of("run", "trigger").contains(word.text()))
                        .findFirst()
                        .ifPresent(word -> runs(invocation, word, findings));
            case "release" ->
                invocation.operands().stream()
                        .filter(word -> word.text().equals("delete"))
                        .findFirst()
                        .ifPresent(word -> findings.add(Modifier.CHANGE, word.span()));
            case "repo" ->
                invocation
                        .valueOf("--visibility")
                        .filter(value -> value.text().equals("public"))
                        .ifPresent(value -> findings.add(Modifier.WIDE_PERMISSION, value.span()));
            case "pr", "mr" ->
                invocation.option("--admin").ifPresent(option -> findings.add(Modifier.PRIVILEGE, option.span()));
            default -> {}
        }
    }

    /** A pipeline does elsewhere, with its own rights, what its inputs say. */
    private static void runs(Invocation invocation, Argument word, Findings findings) {
        findings.kind(RiskKind.OTHER_TARGET);
        for (Argument argument : invocation.arguments()) {
            if (Surroundings.namesProduction(argument.text()) && argument.text().indexOf(' ') < 0) {
                findings.add(Modifier.PRODUCTION, argument.span());
                findings.add(Modifier.OTHER_TARGET, word.span());
            }
        }
    }

    /** Without a method or fields it is a GET (gh help api). */
    private static void api(Invocation invocation, Findings findings) {
        String method = invocation
                .valueOf("-X", "--method")
                .map(word -> word.text().toUpperCase(Locale.ROOT))
                .orElse("");
        findings.kind(RiskKind.OTHER_TARGET);
        boolean fields = invocation.has("-f", "-F", "--field", "--raw-field", "--input");
        if (method.equals("GET") || method.isEmpty() && !fields) {
            return;
        }
        findings.removeReadOnly();
        findings.add(Modifier.CHANGE, invocation.name().span());
        if (method.equals("DELETE")) {
            findings.raiseTo(Category.USERS, invocation.name().span());
            findings.add(Modifier.DESTRUCTIVE, invocation.name().span());
        }
    }
}
