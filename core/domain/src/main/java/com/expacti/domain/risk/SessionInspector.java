package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.shell.Assignment;
import java.util.Set;

/** What looking commands and a shell's own settings add: secrets shown, traces covered, names given another meaning. */
final class SessionInspector {
    private static final Set<String> DECLARES = Set.of("export", "declare", "typeset", "readonly", "local", "env");
    private static final Set<String> DUMPS = Set.of("export", "declare", "typeset", "readonly", "set");
    private static final Set<String> HISTORY =
            Set.of("HISTFILE", "HISTSIZE", "HISTFILESIZE", "HISTCONTROL", "HISTIGNORE");

    private SessionInspector() {}

    static void inspect(Invocation invocation, Findings findings) {
        FileInspector.inspects(invocation, findings);
        String program = invocation.program();
        if (DECLARES.contains(program)) {
            declares(invocation, findings);
        }
        if (DUMPS.contains(program) && dumps(invocation)) {
            findings.raiseTo(Category.PROCESSES, invocation.name().span());
            findings.kind(RiskKind.READS_SECRETS);
        }
        traces(invocation, findings);
        boolean renames = Set.of("trap", "alias", "bind", "fc").contains(program)
                && invocation.arguments().stream()
                        .anyMatch(word -> word.text().indexOf('=') > 0
                                || !program.equals("alias")
                                        && !word.text().equals("-p")
                                        && !word.text().equals("-l"));
        if (renames) {
            findings.add(Modifier.RUNS_PROGRAM, invocation.name().span());
        }
        if (program.equals("hash") && invocation.has("-p")) {
            findings.raiseTo(Category.INTERPRETERS, invocation.name().span());
            findings.add(Modifier.RUNS_PROGRAM, invocation.name().span());
        }
        if (program.equals("yes") && !invocation.command().redirections().isEmpty()) {
            findings.add(Modifier.STOPS_SERVICE, invocation.name().span());
        }
    }

    private static boolean dumps(Invocation invocation) {
        return invocation.operands().isEmpty()
                && (invocation.arguments().isEmpty()
                        || !invocation.program().equals("set") && invocation.has("-p", "-x", "-xp", "-px"));
    }

    private static void declares(Invocation invocation, Findings findings) {
        invocation.operands().forEach(word -> {
            int equals = word.text().indexOf('=');
            assigned(equals < 0 ? "" : word.text().substring(0, equals), word, findings);
        });
        for (Assignment assignment : invocation.command().assignments()) {
            assigned(assignment.name(), Argument.literal("", assignment.span()), findings);
        }
    }

    private static void assigned(String name, Argument word, Findings findings) {
        Surroundings.assigned(name, word.span(), findings);
        if (HISTORY.contains(name)) {
            covers(word, findings);
        }
    }

    /** Covering traces: who does that on purpose has something to cover. */
    private static void traces(Invocation invocation, Findings findings) {
        switch (invocation.program()) {
            case "history" ->
                invocation.letter('c').or(() -> invocation.letter('d')).ifPresent(word -> covers(word, findings));
            case "set" ->
                invocation.arguments().stream()
                        .filter(word -> word.text().equals("history")
                                && invocation.arguments().getFirst().text().equals("+o"))
                        .findFirst()
                        .ifPresent(word -> covers(word, findings));
            case "unset" ->
                invocation.operands().stream()
                        .filter(word -> HISTORY.contains(word.text()))
                        .findFirst()
                        .ifPresent(word -> covers(word, findings));
            case "dmesg" -> invocation.option("-C", "-c", "--clear").ifPresent(word -> covers(word, findings));
            case "journalctl" ->
                invocation
                        .firstOption(option -> option.text().startsWith("--vacuum")
                                || option.text().equals("--rotate"))
                        .ifPresent(word -> covers(word, findings));
            default -> {}
        }
    }

    static void covers(Argument word, Findings findings) {
        findings.add(Modifier.DESTRUCTIVE, word.span()).add(Modifier.SYSTEM_PATH, word.span());
    }

    static boolean isHistory(String variable) {
        return HISTORY.contains(variable);
    }
}
