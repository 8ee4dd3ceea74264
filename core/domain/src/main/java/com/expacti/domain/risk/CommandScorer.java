package com.expacti.domain.risk;

import com.expacti.domain.risk.Programs.Action;
import com.expacti.domain.risk.Programs.Profile;
import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.domain.risk.RiskTable.SqlClass;
import com.expacti.shell.Assignment;
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
    private static final Set<String> DECLARES = Set.of("export", "declare", "typeset", "readonly", "local", "env");

    private CommandScorer() {}

    /**
     * @param input what the command reads from standard input, where the text tells
     */
    static Findings score(SimpleCommand command, Optional<Argument> input) {
        // Each of its words is looked at from a few sides.
        Effort.spend(64 + 16L * command.words().size() + command.redirections().size());
        Optional<Invocation> invocation = Invocation.of(command);
        Findings findings;
        if (invocation.isEmpty()) {
            findings = new Findings(Category.INSPECTION, command.span());
        } else {
            findings = judged(invocation.get(), input);
            Surroundings.environmentWords(invocation.get(), findings);
            Surroundings.disguises(command, invocation.get(), findings);
        }
        Surroundings.assignments(command, findings);
        Surroundings.redirections(command, findings);
        return findings;
    }

    private static Findings judged(Invocation invocation, Optional<Argument> input) {
        if (invocation.program().isEmpty()) {
            Findings hidden =
                    new Findings(Category.INTERPRETERS, invocation.name().span());
            FileInspector.hit(List.of(), hidden);
            return hidden.add(Modifier.DISGUISED, invocation.name().span());
        }
        Optional<Profile> profile = Programs.profile(invocation);
        boolean ownFile = isOwnFile(invocation.name().text());
        if (profile.isPresent() && (!ownFile || profile.get().category() == Category.BUILD_AND_TEST)) {
            if (ReadingForms.asksAboutItself(invocation)) {
                return new Findings(Category.INSPECTION, invocation.name().span());
            }
            return known(invocation, profile.get(), input);
        }
        return unknown(invocation, ownFile);
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
        if (!ownFile && Sql.looksLike(invocation.name().text(), rest)) {
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
        boolean reads = profile.action() == Action.READ || !dry && ReadingForms.onlyReads(invocation, profile);
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
            case INSPECTION -> inspection(invocation, findings);
            case FILES -> files(invocation, profile, changes, findings);
            case VERSION_CONTROL -> GitInspector.inspect(invocation, dry, findings);
            case PACKAGES -> packages(invocation, changes, findings);
            case PROCESSES -> processes(invocation, changes, findings);
            case USERS -> users(invocation, changes, findings);
            case NETWORK -> NetworkInspector.inspect(invocation, findings);
            case DATABASES -> databases(invocation, profile, input, findings);
            case CONTAINERS -> ClusterInspector.containers(invocation, changes, findings);
            case KUBERNETES -> ClusterInspector.kubernetes(invocation, changes, findings);
            case CLOUD -> ClusterInspector.cloud(invocation, changes, findings);
            case SECRETS -> secrets(invocation, findings);
            case INTERPRETERS -> interpreters(invocation, input, findings);
            case BUILD_AND_TEST -> builds(invocation, findings);
        }
    }

    /** A variable given to make may be the shell it runs its recipes with (make manual, "Choosing the Shell"). */
    private static void builds(Invocation invocation, Findings findings) {
        if (invocation.program().equals("make") || invocation.program().equals("gmake")) {
            invocation.operands().stream()
                    .filter(word -> word.text().indexOf('=') > 0)
                    .findFirst()
                    .ifPresent(word -> findings.add(Modifier.RUNS_PROGRAM, word.span()));
        }
    }

    private static void inspection(Invocation invocation, Findings findings) {
        FileInspector.inspects(invocation, findings);
        if (DECLARES.contains(invocation.program())) {
            invocation.operands().forEach(word -> {
                int equals = word.text().indexOf('=');
                Surroundings.assigned(
                        equals < 0 ? word.text() : word.text().substring(0, equals), word.span(), findings);
            });
            for (Assignment assignment : invocation.command().assignments()) {
                Surroundings.assigned(assignment.name(), assignment.span(), findings);
            }
        }
        if (Set.of("trap", "alias", "bind", "fc").contains(invocation.program())
                && !invocation.arguments().isEmpty()) {
            findings.add(Modifier.RUNS_PROGRAM, invocation.name().span());
        }
        if (invocation.program().equals("journalctl")
                && invocation
                        .firstOption(option -> option.text().startsWith("--vacuum")
                                || option.text().equals("--rotate"))
                        .isPresent()) {
            findings.raiseTo(Category.PROCESSES, invocation.name().span());
            findings.add(Modifier.DESTRUCTIVE, invocation.name().span());
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
            FileInspector.hit(invocation.operands(), findings);
        }
    }

    private static void packages(Invocation invocation, boolean changes, Findings findings) {
        if (!changes) {
            return;
        }
        List<String> words = Programs.subcommandWords(invocation);
        boolean installs = words.isEmpty()
                || Set.of("install", "i", "ci", "add", "update", "upgrade", "sync", "restore", "get", "mod", "bundle")
                        .contains(words.getFirst());
        invocation.operands().stream()
                .filter(word -> word.text().equals("publish") || word.text().equals("upload"))
                .findFirst()
                .ifPresent(word -> findings.add(Modifier.SENDS_DATA, word.span()));
        findings.marksMutableCode(installs
                && Set.of(
                                "npm",
                                "pnpm",
                                "yarn",
                                "bun",
                                "pip",
                                "pip3",
                                "poetry",
                                "uv",
                                "bundle",
                                "composer",
                                "cargo",
                                "go",
                                "gem")
                        .contains(invocation.program()));
        invocation
                .option(
                        "--index-url",
                        "--extra-index-url",
                        "-i",
                        "--registry",
                        "--source",
                        "--allow-unauthenticated",
                        "--trusted-host",
                        "--nogpgcheck",
                        "--force-yes")
                .ifPresent(option -> findings.add(Modifier.OTHER_TARGET, option.span()));
        invocation.operands().stream()
                .filter(word -> word.text().contains("://") || word.text().startsWith("git+"))
                .findFirst()
                .ifPresent(word -> findings.add(Modifier.OTHER_TARGET, word.span()));
    }

    private static void processes(Invocation invocation, boolean changes, Findings findings) {
        if (!changes) {
            return;
        }
        if (Set.of("crontab", "at", "batch").contains(invocation.program())) {
            findings.add(Modifier.PERSISTENCE, invocation.name().span());
        }
        List<String> words = Programs.subcommandWords(invocation);
        if (words.contains("enable") || words.contains("link") || words.contains("edit")) {
            findings.add(Modifier.PERSISTENCE, invocation.name().span());
        }
        if (Set.of("kill", "killall", "pkill").contains(invocation.program())) {
            invocation.arguments().stream()
                    .filter(word ->
                            word.text().equals("-1") && invocation.arguments().indexOf(word) > 0
                                    || word.text().equals("1")
                                    || word.text().equals("-u"))
                    .findFirst()
                    .ifPresent(word -> findings.add(Modifier.STOPS_SERVICE, word.span()));
        }
        if (words.size() > 1
                && Set.of("service", "rc-service").contains(invocation.program())
                && words.get(1).equals("stop")) {
            findings.add(Modifier.DESTRUCTIVE, invocation.name().span());
        }
        if (Set.of("insmod", "modprobe", "rmmod").contains(invocation.program())) {
            findings.add(Modifier.WIDE_PERMISSION, invocation.name().span());
        }
        if (invocation.program().equals("systemd-run")) {
            findings.add(Modifier.RUNS_PROGRAM, invocation.name().span());
        }
    }

    private static void users(Invocation invocation, boolean changes, Findings findings) {
        if (Set.of("sudo", "su", "doas", "pkexec", "runuser", "run0", "gosu", "su-exec")
                .contains(invocation.program())) {
            boolean looks = invocation.arguments().size() == 1 && invocation.has("-l", "-v", "-k", "-K", "--list");
            if (!looks) {
                findings.add(Modifier.PRIVILEGE, invocation.name().span());
            }
        } else if (invocation.program().equals("aws") || invocation.program().equals("gcloud")) {
            ClusterInspector.cloud(invocation, changes, findings);
        } else if (changes) {
            FileInspector.rights(invocation, findings);
        }
    }

    private static void databases(Invocation invocation, Profile profile, Optional<Argument> input, Findings findings) {
        switch (profile.action()) {
            case LOCAL -> DatabaseInspector.inspect(invocation, input, findings);
            case CHANGE -> {
                if (invocation.program().contains("dump")
                        || invocation.program().contains("export")) {
                    findings.kind(RiskKind.READS_SECRETS);
                }
                invocation
                        .option("-c", "--clean", "--drop")
                        .filter(option -> invocation.program().contains("restore"))
                        .ifPresent(option -> findings.add(SqlClass.DESTRUCTIVE, option.span()));
            }
            case READ, DESTROY, STOP, RUN -> {}
        }
    }

    private static void secrets(Invocation invocation, Findings findings) {
        Set<String> harmless = Set.of("PATH", "HOME", "USER", "SHELL", "PWD", "LANG", "TERM", "HOSTNAME", "NODE_ENV");
        boolean plain = invocation.program().equals("printenv")
                && !invocation.operands().isEmpty()
                && invocation.operands().stream().allMatch(word -> harmless.contains(word.text()));
        if (!plain) {
            findings.kind(RiskKind.READS_SECRETS);
        }
        if (invocation.program().equals("ssh-copy-id")) {
            findings.add(Modifier.PERSISTENCE, invocation.name().span());
        }
        FileInspector.reads(invocation.operands(), findings);
    }

    private static void interpreters(Invocation invocation, Optional<Argument> input, Findings findings) {
        findings.kind(RiskKind.RUNS_PROGRAM);
        FileInspector.reads(invocation.operands(), findings);
        if (CodeInspector.LANGUAGES.contains(invocation.program())) {
            CodeInspector.inlineCode(invocation)
                    .ifPresent(code -> CodeInspector.inspect(code.text(), code.span(), findings));
            input.filter(text -> CodeInspector.readsInput(invocation))
                    .ifPresent(code -> CodeInspector.inspect(code.text(), code.span(), findings));
        }
    }
}
