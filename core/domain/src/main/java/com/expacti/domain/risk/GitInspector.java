package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What options and operands of version control add. */
final class GitInspector {
    private static final Set<String> MAIN =
            Set.of("main", "master", "production", "prod", "release", "trunk", "stable", "develop");

    /** Configuration that names a program git then starts (git-config(1)). */
    private static final List<String> RUNS = List.of(
            "core.pager",
            "core.editor",
            "core.sshcommand",
            "core.fsmonitor",
            "core.hookspath",
            "core.askpass",
            "alias.",
            "credential.helper",
            "diff.external",
            "pager.",
            "sequence.editor",
            "gpg.program",
            "gpg.",
            "uploadpack.",
            "core.gitproxy",
            "filter.",
            "diff.",
            "merge.",
            "mergetool.",
            "difftool.",
            "browser.",
            "man.",
            "sendemail.",
            "protocol.ext",
            "include.path",
            "includeif",
            "receive.",
            "trailer.",
            "interactive.difffilter",
            "init.templatedir",
            "ssh.variant",
            "core.worktree",
            "core.alternaterefscommand",
            "remote.",
            "submodule.",
            "instaweb.",
            "http.proxy",
            "url.");

    private GitInspector() {}

    static void inspect(Invocation invocation, boolean dryRun, Findings findings) {
        injections(invocation, findings);
        invocation.valueOf("-C", "--git-dir", "--work-tree").ifPresent(path -> outside(path, findings));
        if (dryRun) {
            return;
        }
        if (!invocation.program().equals("git")) {
            ForgeInspector.inspect(invocation, findings);
            return;
        }
        shows(invocation, findings);
        List<String> words = Programs.subcommandWords(invocation);
        switch (words.isEmpty() ? "" : words.getFirst()) {
            case "push" -> push(invocation, findings);
            case "reset" ->
                invocation
                        .option("--hard", "--merge", "--keep")
                        .ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
            case "clean" -> clean(invocation, findings);
            case "checkout", "switch", "restore" ->
                invocation
                        .firstOption(option -> Set.of("-f", "--force", "--discard-changes", "-B", "-C")
                                .contains(option.text()))
                        .or(() -> wholeTree(invocation))
                        .ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
            case "branch", "tag" ->
                invocation
                        .firstOption(option -> Set.of("-D", "-d", "--delete", "-f", "--force", "-M")
                                .contains(option.text()))
                        .ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
            case "filter-branch", "filter-repo", "replace" ->
                findings.add(
                                Modifier.REWRITES_HISTORY,
                                invocation.arguments().getFirst().span())
                        .kind(RiskKind.RUNS_PROGRAM);
            case "config" -> config(invocation, words, findings);
            case "remote" ->
                findings.add(Modifier.OTHER_TARGET, invocation.name().span());
            case "gc", "prune" ->
                invocation
                        .firstOption(option -> option.text().startsWith("--prune"))
                        .ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
            case "update-ref" ->
                findings.add(Modifier.DESTRUCTIVE, invocation.name().span());
            case "clone", "archive" -> operandPaths(invocation, findings);
            default -> starts(invocation, words, findings);
        }
    }

    /** {@code git checkout .} throws away every change there is. */
    private static Optional<Argument> wholeTree(Invocation invocation) {
        boolean index = invocation.has("--staged", "-S") && !invocation.has("--worktree", "-W");
        return invocation.operands().stream()
                .filter(word -> !index && Set.of(".", "./", ":/", "*", ":").contains(word.text()))
                .findFirst();
    }

    /** Secret files shown from history. */
    private static void shows(Invocation invocation, Findings findings) {
        if (!findings.has(Modifier.READ_ONLY)) {
            return;
        }
        for (Argument operand : Programs.operandsAfterSubcommand(invocation, 1)) {
            String path = operand.text().substring(operand.text().indexOf(':') + 1);
            if (path.indexOf(' ') < 0 && Paths.isSecret(path)) {
                FileInspector.reads(List.of(Argument.literal(path, operand.span())), findings);
            }
        }
    }

    /** Subcommands with a form that starts programs given in its words. */
    private static void starts(Invocation invocation, List<String> words, Findings findings) {
        boolean runs = words.size() > 1
                && (words.getFirst().equals("bisect") && words.contains("run")
                        || words.getFirst().equals("submodule") && words.contains("foreach")
                        || words.getFirst().equals("rebase") && invocation.has("-x", "--exec"));
        if (runs) {
            starts(invocation.name(), findings);
        }
    }

    private static void starts(Argument word, Findings findings) {
        findings.raiseTo(Category.INTERPRETERS, word.span());
        findings.add(Modifier.RUNS_PROGRAM, word.span());
    }

    private static void outside(Argument path, Findings findings) {
        if (Paths.isAbsolute(path.text()) || Paths.climbs(path.text()) || path.expands()) {
            findings.kind(RiskKind.OTHER_TARGET);
        }
    }

    private static void operandPaths(Invocation invocation, Findings findings) {
        for (Argument operand : invocation.operands()) {
            if (operand.text().startsWith("ext::") || operand.text().contains("--upload-pack")) {
                starts(operand, findings);
            }
        }
    }

    private static void push(Invocation invocation, Findings findings) {
        invocation
                .firstOption(option ->
                        option.text().startsWith("--force") || option.text().equals("--mirror"))
                .or(() -> invocation.letter('f'))
                .ifPresent(option -> findings.add(Modifier.REWRITES_HISTORY, option.span()));
        invocation
                .option("--delete", "-d", "--prune")
                .ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
        invocation.option("--all", "--mirror", "--tags").ifPresent(option -> findings.add(Modifier.ALL, option.span()));
        for (Argument operand : Programs.operandsAfterSubcommand(invocation, 1)) {
            String ref = operand.text();
            if (ref.startsWith("+")) {
                findings.add(Modifier.REWRITES_HISTORY, operand.span());
            }
            if (ref.startsWith(":")) {
                findings.add(Modifier.DESTRUCTIVE, operand.span());
            }
            String branch =
                    ref.substring(ref.lastIndexOf(':') + 1).replace("+", "").replace("refs/heads/", "");
            if (MAIN.contains(branch) || branch.startsWith("release/")) {
                findings.add(Modifier.PROTECTED_BRANCH, operand.span());
                if (findings.has(Modifier.DESTRUCTIVE)) {
                    findings.add(Modifier.REWRITES_HISTORY, operand.span());
                }
            }
        }
    }

    private static void clean(Invocation invocation, Findings findings) {
        invocation.letter('d').ifPresent(option -> findings.add(Modifier.RECURSIVE, option.span()));
        invocation.letter('x').ifPresent(option -> findings.add(Modifier.ALL, option.span()));
    }

    private static void config(Invocation invocation, List<String> words, Findings findings) {
        if (findings.has(Modifier.READ_ONLY)) {
            return;
        }
        for (int i = 1; i < words.size(); i++) {
            if (runs(words.get(i))) {
                findings.add(Modifier.RUNS_PROGRAM, invocation.name().span())
                        .add(Modifier.PERSISTENCE, invocation.name().span());
            }
        }
    }

    private static boolean runs(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return RUNS.stream().anyMatch(lower::startsWith);
    }

    /** Options of any subcommand that make git start a program or write a file of the caller's choosing. */
    private static void injections(Invocation invocation, Findings findings) {
        List<Argument> arguments = invocation.arguments();
        boolean named = !Programs.subcommandWords(invocation).isEmpty();
        for (int i = 0; i < arguments.size(); i++) {
            Argument argument = arguments.get(i);
            String text = argument.text();
            boolean configures = text.equals("-c")
                    && i + 1 < arguments.size()
                    && runs(arguments.get(i + 1).text());
            if (configures && (i == 0 || named)
                    || text.startsWith("--upload-pack")
                    || text.startsWith("--receive-pack")
                    || text.startsWith("--exec=")
                    || text.startsWith("--exec-path=")
                    || text.startsWith("--config-env")
                    || text.startsWith("--ext-diff")
                    || text.startsWith("--textconv")
                    || text.startsWith("--open-files-in-pager")
                    || text.startsWith("--config=") && invocation.program().equals("git")
                    || text.startsWith("--template=") && text.contains("/")) {
                starts(argument, findings);
            }
            if (text.startsWith("--output")) {
                Argument file = FileInspector.part(argument, Math.min(text.length(), "--output=".length()));
                findings.add(Modifier.WRITES_FILE, argument.span());
                FileInspector.written(file, findings);
            }
        }
    }
}
