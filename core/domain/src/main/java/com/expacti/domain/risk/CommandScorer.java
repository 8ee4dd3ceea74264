package com.expacti.domain.risk;

import com.expacti.domain.risk.Programs.Action;
import com.expacti.domain.risk.Programs.Profile;
import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.domain.risk.RiskTable.SqlClass;
import com.expacti.shell.Effort;
import com.expacti.shell.SimpleCommand;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scores one simple command as its words stand, wrappers not looked through. */
final class CommandScorer {
    private static final List<String> SYSTEM_BINARIES = List.of(
            "/bin/",
            "/usr/bin/",
            "/sbin/",
            "/usr/sbin/",
            "/usr/local/bin/",
            "/usr/local/sbin/",
            "/opt/homebrew/bin/",
            "/snap/bin/");

    private CommandScorer() {}

    /**
     * @param input what the command reads from standard input, where the text tells
     */
    static Findings score(SimpleCommand command, Optional<Argument> input) {
        // Each of its words is looked at from a few sides.
        Effort.spend(256
                + 32L * Math.min(command.words().size(), Invocation.WORDS_MAX)
                + 32L * command.redirections().size()
                + 32L * command.assignments().size());
        Optional<Invocation> invocation = Invocation.of(command).map(Runners::through);
        Findings findings;
        if (invocation.isEmpty()) {
            findings = new Findings(Category.INSPECTION, command.span());
        } else {
            findings = judged(invocation.get(), input);
            Surroundings.environmentWords(invocation.get(), findings);
            Invocation.of(command).ifPresent(written -> Surroundings.disguises(command, written, findings));
        }
        Surroundings.assignments(command, findings);
        if (findings.category() == Category.DATABASES) {
            Surroundings.redirections(SqlText.withoutComparisons(command), findings);
        } else {
            Surroundings.redirections(command, findings);
        }
        return findings;
    }

    private static Findings judged(Invocation invocation, Optional<Argument> input) {
        if (invocation.program().isEmpty()) {
            Findings hidden =
                    new Findings(Category.INTERPRETERS, invocation.name().span());
            if (invocation.operands().stream().anyMatch(operand -> Paths.isWhole(operand.text()))) {
                FileInspector.destroys(invocation, hidden);
            }
            return hidden.add(Modifier.DISGUISED, invocation.name().span());
        }
        boolean ownFile = isOwnFile(invocation.name().text());
        Optional<Profile> profile = invocation.program().equals("truncate") && SqlText.looksLike(invocation)
                ? Optional.empty()
                : Programs.profile(invocation);
        if (profile.isEmpty()) {
            return unknown(invocation, ownFile);
        }
        if (!ownFile && ReadingForms.asksAboutItself(invocation)) {
            return new Findings(Category.INSPECTION, invocation.name().span());
        }
        Findings findings = known(invocation, profile.get(), input);
        if (ownFile && profile.get().category() != Category.BUILD_AND_TEST) {
            // A file of this name may be the program of that name, or anything else.
            findings.raiseTo(Category.INTERPRETERS, invocation.name().span());
            findings.kind(RiskKind.RUNS_PROGRAM);
            findings.marksMutableCode();
        }
        return findings;
    }

    /** Whether what runs is a file by its path, which the agent may be able to change. */
    private static boolean isOwnFile(String name) {
        return name.indexOf('/') >= 0
                && SYSTEM_BINARIES.stream()
                        .noneMatch(
                                directory -> name.startsWith(directory) && name.indexOf('/', directory.length()) < 0);
    }

    private static Findings unknown(Invocation invocation, boolean ownFile) {
        List<String> rest = invocation.arguments().stream().map(Argument::text).toList();
        if (!ownFile && SqlText.looksLike(invocation.name().text(), rest)) {
            Findings sql = new Findings(Category.DATABASES, invocation.name().span());
            String statement = invocation.name().text() + " " + String.join(" ", rest);
            DatabaseInspector.add(Sql.worst(statement), invocation.command().span(), sql);
            return sql;
        }
        Findings findings =
                new Findings(Category.INTERPRETERS, invocation.name().span());
        findings.kind(RiskKind.RUNS_PROGRAM);
        findings.marksMutableCode(ownFile);
        FileInspector.reads(invocation.operands(), findings);
        return findings;
    }

    private static Findings known(Invocation invocation, Profile profile, Optional<Argument> input) {
        Findings findings = new Findings(profile.category(), invocation.name().span());
        boolean dry = ReadingForms.isDryRun(invocation);
        boolean values = profile.category() == Category.SECRETS
                && Set.of("aws", "gcloud", "az").contains(invocation.program());
        boolean reads = profile.action() == Action.READ || !dry && !values && ReadingForms.onlyReads(invocation);
        if (dry) {
            findings.add(Modifier.DRY_RUN, invocation.name().span());
        } else if (reads) {
            findings.add(Modifier.READ_ONLY, invocation.name().span());
        } else {
            act(profile, invocation, findings);
        }
        inspect(invocation, profile, dry, !dry && !reads, input, findings);
        return findings;
    }

    private static void act(Profile profile, Invocation invocation, Findings findings) {
        switch (profile.action()) {
            case READ, LOCAL -> {}
            case CHANGE ->
                findings.add(Modifier.CHANGE, verbOf(invocation, profile).span());
            case DESTROY ->
                findings.add(Modifier.DESTRUCTIVE, verbOf(invocation, profile).span());
            case STOP -> {
                Argument verb = verbOf(invocation, profile);
                findings.add(Modifier.DESTRUCTIVE, verb.span()).add(Modifier.STOPS_SERVICE, verb.span());
            }
            case DEPLOY -> {
                findings.add(Modifier.CHANGE, verbOf(invocation, profile).span());
                findings.marksMutableCode();
            }
            case RUN -> {
                findings.marksMutableCode();
                if (profile.category() != Category.BUILD_AND_TEST) {
                    findings.kind(RiskKind.RUNS_PROGRAM);
                }
            }
        }
    }

    private static Argument verbOf(Invocation invocation, Profile profile) {
        List<Argument> words = Programs.operandsAfterSubcommand(invocation, 0);
        int last = profile.subcommands().size() - 1;
        return last < 0 || last >= words.size() ? invocation.name() : words.get(last);
    }

    private static void inspect(
            Invocation invocation,
            Profile profile,
            boolean dry,
            boolean changes,
            Optional<Argument> input,
            Findings findings) {
        switch (profile.category()) {
            case INSPECTION -> SessionInspector.inspect(invocation, findings);
            case FILES -> files(invocation, profile, changes, findings);
            case VERSION_CONTROL -> GitInspector.inspect(invocation, dry, findings);
            case PACKAGES -> PackageInspector.inspect(invocation, changes, findings);
            case PROCESSES -> ProcessInspector.processes(invocation, changes, findings);
            case USERS -> ProcessInspector.users(invocation, changes, findings);
            case NETWORK -> NetworkInspector.inspect(invocation, findings);
            case DATABASES -> databases(invocation, profile, input, findings);
            case CONTAINERS -> ContainerInspector.inspect(invocation, changes, findings);
            case KUBERNETES -> ClusterInspector.kubernetes(invocation, changes, findings);
            case CLOUD -> CloudInspector.inspect(invocation, changes, findings);
            case SECRETS -> secrets(invocation, findings);
            case INTERPRETERS -> interpreters(invocation, input, changes, findings);
            case BUILD_AND_TEST -> TaskInspector.inspect(invocation, findings);
        }
    }

    private static void files(Invocation invocation, Profile profile, boolean changes, Findings findings) {
        if (!changes) {
            FileInspector.reads(invocation.operands(), findings);
            return;
        }
        if (profile.action() == Action.DESTROY) {
            FileInspector.destroys(invocation, findings);
        } else {
            FileInspector.changes(invocation, findings);
        }
        if (profile.action() == Action.STOP) {
            FileInspector.destroys(invocation, findings);
        }
    }

    private static void databases(Invocation invocation, Profile profile, Optional<Argument> input, Findings findings) {
        TaskInspector.marks(invocation, findings);
        switch (profile.action()) {
            case LOCAL -> {
                if (!findings.has(Modifier.READ_ONLY)) {
                    DatabaseInspector.inspect(invocation, input, findings);
                }
            }
            case CHANGE -> {
                if (invocation.program().contains("dump")
                        || invocation.program().contains("export")) {
                    findings.kind(RiskKind.READS_SECRETS);
                }
                invocation
                        .option("-c", "--clean", "--drop", "--delete")
                        .filter(option -> !invocation.program().contains("dump"))
                        .ifPresent(option -> findings.add(SqlClass.DESTRUCTIVE, option.span()));
            }
            case RUN, DEPLOY -> TaskInspector.inspect(invocation, findings);
            case READ, DESTROY, STOP -> {}
        }
    }

    private static void secrets(Invocation invocation, Findings findings) {
        findings.kind(RiskKind.READS_SECRETS);
        if (invocation.program().equals("ssh-copy-id")) {
            findings.add(Modifier.PERSISTENCE, invocation.name().span());
        }
        invocation
                .firstOption(option -> option.text().startsWith("--delete-secret")
                        || option.text().equals("--force-delete-without-recovery"))
                .ifPresent(option -> findings.add(Modifier.DESTRUCTIVE, option.span()));
        invocation.arguments().stream()
                .filter(word -> word.text().equals("schedule-key-deletion"))
                .findFirst()
                .ifPresent(word ->
                        findings.add(Modifier.DESTRUCTIVE, word.span()).add(Modifier.STOPS_SERVICE, word.span()));
        FileInspector.reads(invocation.operands(), findings);
    }

    private static void interpreters(
            Invocation invocation, Optional<Argument> input, boolean changes, Findings findings) {
        FileInspector.reads(invocation.operands(), findings);
        if (!changes) {
            return;
        }
        findings.kind(RiskKind.RUNS_PROGRAM);
        TaskInspector.tasks(invocation, findings);
        if (invocation.has("-EncodedCommand", "-enc", "-e", "-ec")
                && invocation.program().startsWith("p")
                && CodeInspector.isWindowsShell(invocation.program())) {
            findings.add(Modifier.DISGUISED, invocation.name().span());
        }
        if (CodeInspector.LANGUAGES.contains(invocation.program())) {
            CodeInspector.inlineCode(invocation)
                    .ifPresent(code -> CodeInspector.inspect(code.text(), code.span(), findings));
            input.filter(text -> CodeInspector.readsInput(invocation))
                    .ifPresent(code -> CodeInspector.inspect(code.text(), code.span(), findings));
        }
        invocation
                .option("-f")
                .filter(option -> invocation.program().equals("enable"))
                .ifPresent(option -> findings.add(Modifier.DISGUISED, option.span()));
    }
}
