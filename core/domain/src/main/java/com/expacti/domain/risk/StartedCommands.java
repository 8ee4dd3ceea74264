package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Combination;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.shell.Effective;
import com.expacti.shell.Effort;
import com.expacti.shell.Parsed;
import com.expacti.shell.Redirection;
import com.expacti.shell.ShellParser;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import com.expacti.shell.Word;
import com.expacti.shell.Wrappers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Scores a command as it stands and as each command it starts, and keeps the worst of them. */
final class StartedCommands {
    /** How deep text inside text is read; deeper text is unreadable to people too. */
    static final int NESTING_MAX = 5;

    /** Among how many words of a wrapper the command behind it is looked for. */
    private static final int BEHIND_MAX = 64;

    private static final Set<String> RIGHTS = Set.of(
            "sudo", "doas", "su", "pkexec", "runuser", "run0", "gosu", "su-exec", "chroot", "nsenter", "unshare");
    private static final Set<String> ELSEWHERE =
            Set.of("ssh", "docker", "podman", "kubectl", "oc", "nerdctl", "pdsh", "mosh", "lxc", "vagrant", "rsh");
    private static final Set<String> TEXT_PROGRAMS = Set.of("sed", "awk");

    /** Programs that take shell text in one of their words. */
    private static final Set<String> TAKES_TEXT = Set.of(
            "ssh",
            "watch",
            "trap",
            "alias",
            "bind",
            "vim",
            "vi",
            "nvim",
            "view",
            "ex",
            "ed",
            "less",
            "tar",
            "gdb",
            "ansible",
            "salt",
            "tmux",
            "screen",
            "parallel",
            "expect",
            "script",
            "at",
            "su",
            "entr",
            "nodemon",
            "concurrently",
            "cmd");

    private static final Set<String> FEEDS = Set.of("xargs", "parallel");

    private StartedCommands() {}

    /** The worst reading of one command: as it stands, and as each command it starts. */
    static Findings worstOf(SimpleCommand command, Optional<Argument> piped, int depth) {
        Optional<Argument> input = piped.or(() -> documentOf(command));
        Findings worst = CommandScorer.score(command, input);
        Findings asWritten = worst;
        List<Findings> inner = new ArrayList<>();
        List<Effective> effectives = Wrappers.effective(command);
        Effort.spend(64L * effectives.size());
        for (Effective effective : effectives) {
            started(command, effective, input, worst).ifPresent(inner::add);
        }
        if (isOnlyWrapper(command, effectives)) {
            worst = new Findings(Category.INSPECTION, command.span());
        }
        if (depth < NESTING_MAX) {
            inner.addAll(innerLines(command, effectives, depth + 1));
            behind(command, effectives)
                    .ifPresent(rest -> inner.add(startedThrough(command, effectives, rest, input, depth + 1)));
            if (effectives.stream().noneMatch(StartedCommands::saysAll)) {
                List<String> via =
                        Invocation.of(command).map(Invocation::program).stream().toList();
                for (Argument text : innerTexts(command, input)) {
                    Findings said = scoreText(text, depth + 1);
                    passed(command, via, said);
                    inner.add(said);
                }
                inner.addAll(startedOnInput(command, effectives, input, depth + 1));
            }
        }
        for (Findings findings : inner) {
            worst = findings.points() >= worst.points() ? findings : worst;
        }
        inner.forEach(worst::absorb);
        worst.absorb(asWritten);
        return worst;
    }

    /** Shells and {@code xargs} behind wrappers, with what they read. */
    private static List<Findings> startedOnInput(
            SimpleCommand command, List<Effective> effectives, Optional<Argument> input, int depth) {
        List<Findings> all = new ArrayList<>();
        for (Effective effective : effectives) {
            if (!(effective instanceof Effective.Command started)
                    || started.via().isEmpty()) {
                continue;
            }
            innerTexts(started.command(), input)
                    .forEach(text -> all.add(around(command, started.via(), scoreText(text, depth))));
            if (input.isPresent() && started.via().contains("xargs")) {
                Argument line = fed(started.command(), input.get());
                all.add(around(command, started.via(), scoreText(line, depth)));
            }
        }
        return all;
    }

    /** What {@code xargs} makes of its command and its input, each blank-separated piece a word. */
    private static Argument fed(SimpleCommand started, Argument input) {
        StringBuilder text = new StringBuilder();
        StringBuilder operands = new StringBuilder();
        for (String piece : input.text().strip().split("\\s+")) {
            operands.append(" '").append(piece.replace("'", "'\\''")).append('\'');
        }
        boolean placed = false;
        for (Word word : started.words()) {
            String value = Argument.of(word).text();
            placed |= value.equals("{}");
            text.append(' ').append(value.equals("{}") ? operands.toString() : value);
        }
        return Argument.literal(placed ? text.toString() : text.append(operands).toString(), started.span());
    }

    /** Whether a command is nothing but what it starts, all of which is known. */
    private static boolean isOnlyWrapper(SimpleCommand command, List<Effective> effectives) {
        boolean known = !effectives.isEmpty()
                && effectives.stream()
                        .allMatch(effective -> effective instanceof Effective.Command
                                && !effective.via().isEmpty());
        return known
                && Invocation.of(command)
                        .filter(wrapper -> isPlainWrapper(wrapper))
                        .isPresent();
    }

    static boolean isPlainWrapper(Invocation wrapper) {
        Optional<Category> category = Programs.profile(wrapper).map(Programs.Profile::category);
        boolean byCategory = category.filter(each -> each == Category.INTERPRETERS || each == Category.USERS)
                .isPresent();
        return byCategory
                || Set.of("env", "nice", "ionice", "screen", "tmux", "zellij").contains(wrapper.program());
    }

    private static Optional<Findings> started(
            SimpleCommand command, Effective effective, Optional<Argument> input, Findings asWritten) {
        return switch (effective) {
            case Effective.Command started -> startedCommand(command, started, input);
            case Effective.Code code
            when TEXT_PROGRAMS.contains(code.language()) -> {
                boolean starts = code.language().equals("sed")
                        ? TextPrograms.sedStarts(code.text())
                        : TextPrograms.awkStarts(code.text());
                boolean plain = !starts && !code.text().isEmpty();
                Findings findings = new Findings(plain ? Category.INSPECTION : Category.INTERPRETERS, command.span());
                findings.kind(RiskKind.RUNS_PROGRAM);
                if (starts) {
                    findings.add(Modifier.RUNS_PROGRAM, command.span());
                    quotedTexts(code.text(), command.span(), findings);
                }
                passed(command, code.via(), findings);
                yield Optional.of(findings);
            }
            case Effective.Code code -> {
                Findings findings = new Findings(Category.INTERPRETERS, command.span());
                findings.kind(RiskKind.RUNS_PROGRAM);
                CodeInspector.inspect(code.text(), command.span(), findings);
                passed(command, code.via(), findings);
                yield Optional.of(findings);
            }
            case Effective.Unknown unknown -> unknown(command, unknown, asWritten);
        };
    }

    /** Texts in quotes inside a program that starts others. */
    private static void quotedTexts(String program, Span span, Findings findings) {
        CodeInspector.worstText(program, span).ifPresent(findings::takeWorse);
    }

    private static Optional<Findings> unknown(SimpleCommand command, Effective.Unknown unknown, Findings asWritten) {
        Effort.spend(16 + 4L * looked(command));
        Optional<Invocation> wrapper = Invocation.of(command);
        if (wrapper.isEmpty()
                || wrapper.get().program().isEmpty()
                || !Wrappers.isWrapper(wrapper.get().program())) {
            return Optional.empty();
        }
        boolean asks = ReadingForms.asksAboutItself(wrapper.get())
                || wrapper.get().program().equals("git")
                        && asWritten.has(Modifier.READ_ONLY)
                        && Programs.subcommandWords(wrapper.get()).contains("config")
                || asWritten.category() != Category.INTERPRETERS
                        && wrapper.get().program().equals("sed");
        boolean launched = Runners.through(wrapper.get()) != wrapper.get();
        boolean looks = launched || asWritten.has(Modifier.READ_ONLY) && isPlainWrapper(wrapper.get());
        if (asks || looks) {
            return Optional.empty();
        }
        Findings findings = new Findings(Category.INTERPRETERS, command.span());
        findings.kind(RiskKind.RUNS_PROGRAM);
        passed(command, unknown.via(), findings);
        if (isPlainWrapper(wrapper.get()) && wrapper.get().arguments().stream().anyMatch(Argument::expands)) {
            findings.add(Modifier.DISGUISED, command.span());
        }
        return Optional.of(findings);
    }

    /** Variables that {@code env} and {@code sudo} set for what they start. */
    private static void givenVariables(SimpleCommand command, Findings findings) {
        Optional<Invocation> wrapper = Invocation.of(command)
                .filter(each -> Set.of("env", "sudo", "doas").contains(each.program()));
        for (Argument argument : wrapper.map(Invocation::arguments).orElse(List.of())) {
            int equals = argument.text().indexOf('=');
            if (equals > 0 && !argument.isOption()) {
                Surroundings.given(argument.text().substring(0, equals), argument.span(), findings);
            }
        }
    }

    private static Optional<Findings> startedCommand(
            SimpleCommand command, Effective.Command started, Optional<Argument> input) {
        if (started.via().isEmpty() || started.command().words().isEmpty() || started.command() == command) {
            return Optional.empty();
        }
        Findings findings = CommandScorer.score(started.command(), input);
        boolean destroys = findings.has(Modifier.DESTRUCTIVE);
        Optional<Invocation> find =
                Invocation.of(command).filter(wrapper -> Set.of("find", "fd").contains(wrapper.program()) && destroys);
        find.ifPresent(wrapper -> FindInspector.hits(wrapper, findings));
        return Optional.of(around(command, started.via(), findings));
    }

    /** What stands around a wrapper counts for what it starts. */
    private static Findings around(SimpleCommand command, List<String> via, Findings findings) {
        // For each command that it starts, all of it is looked at again.
        Effort.spend(32 + 8L * looked(command));
        Surroundings.assignments(command, findings);
        Surroundings.redirections(command, findings);
        Invocation.of(command).ifPresent(wrapper -> Surroundings.disguises(command, wrapper, findings));
        passed(command, via, findings);
        givenVariables(command, findings);
        if (via.stream().anyMatch(ELSEWHERE::contains)) {
            Invocation.of(command).ifPresent(wrapper -> Surroundings.environmentWords(wrapper, findings));
        }
        findings.kind(RiskKind.RUNS_PROGRAM);
        return findings;
    }

    private static int looked(SimpleCommand command) {
        return Math.min(command.words().size(), Invocation.WORDS_MAX)
                + command.assignments().size()
                + command.redirections().size();
    }

    /** A payload behind one wrapper is all there is; behind several, those in between count too. */
    private static boolean saysAll(Effective effective) {
        return effective instanceof Effective.Command started
                && started.payload().isPresent()
                && started.via().size() == 1;
    }

    /** Lines that stand in a command's words, each as a line of its own. */
    private static List<Findings> innerLines(SimpleCommand command, List<Effective> effectives, int depth) {
        // By identity, and in the order they stand in: of two equal findings the one met last is kept.
        Set<Parsed> known = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Findings> all = new ArrayList<>();
        for (Effective effective : effectives) {
            if (effective instanceof Effective.Command started
                    && started.payload().filter(known::add).isPresent()) {
                Findings inner = new LineScorer(started.payload().get(), depth).findings();
                all.add(around(command, started.via(), inner));
            }
        }
        return all;
    }

    /** The command behind a plain wrapper, where it is itself one that starts others ({@code sudo docker run …}). */
    private static Optional<SimpleCommand> behind(SimpleCommand command, List<Effective> effectives) {
        Optional<Invocation> wrapper = Invocation.of(command);
        boolean plain = wrapper.filter(StartedCommands::isPlainWrapper).isPresent();
        boolean elsewhere = wrapper.filter(each -> ELSEWHERE.contains(each.program())
                        || Set.of("find", "fd").contains(each.program()))
                .isPresent();
        if (!plain && !elsewhere) {
            return Optional.empty();
        }
        boolean unknown = effectives.stream().anyMatch(effective -> effective instanceof Effective.Unknown);
        Set<String> passed = new HashSet<>();
        effectives.forEach(effective -> passed.addAll(effective.via()));
        List<Word> words = command.words();
        for (int i = 1; i < Math.min(words.size(), BEHIND_MAX); i++) {
            Argument word = Argument.of(words.get(i));
            String program = word.text().substring(word.text().lastIndexOf('/') + 1);
            boolean shell = CodeInspector.SHELLS.contains(program)
                    && i + 1 < words.size()
                    && Argument.of(words.get(i + 1)).text().matches("-[a-z]*c");
            boolean starts = elsewhere
                    ? shell
                    : passed.contains(program)
                            || unknown && (isNamed(program) || Wrappers.isWrapper(program) || !word.certain());
            if (starts) {
                Span span = words.get(i).span().union(words.getLast().span());
                return Optional.of(
                        new SimpleCommand(List.of(), words.subList(i, words.size()), command.redirections(), span));
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(String program) {
        return Programs.isKnown(program)
                || SqlText.isVerb(program)
                || Programs.isKnown(program.toLowerCase(Locale.ROOT).replace(".exe", ""))
                || program.chars().anyMatch(c -> c > 0x7f);
    }

    private static Findings startedThrough(
            SimpleCommand command,
            List<Effective> effectives,
            SimpleCommand rest,
            Optional<Argument> input,
            int depth) {
        List<String> via = new ArrayList<>();
        Invocation.of(command).ifPresent(wrapper -> via.add(wrapper.program()));
        effectives.forEach(effective -> via.addAll(effective.via()));
        return around(command, via, worstOf(rest, input, depth));
    }

    /** What the wrappers on the way add. */
    private static void passed(SimpleCommand command, List<String> via, Findings findings) {
        for (String wrapper : via) {
            if (RIGHTS.contains(wrapper)) {
                findings.add(Modifier.PRIVILEGE, command.span());
            } else if (ELSEWHERE.contains(wrapper)) {
                findings.add(Modifier.OTHER_TARGET, command.span());
            } else if (FEEDS.contains(wrapper) && findings.category() != Category.INSPECTION) {
                findings.add(Combination.UNKNOWN_OPERANDS, command.span());
            } else if (wrapper.equals("find") && findings.category() == Category.INTERPRETERS) {
                findings.add(Combination.UNKNOWN_OPERANDS, command.span());
            }
        }
    }

    /** Shell text that stands in a word or here-document and is run, as far as the text tells; unknown parts stay as written. */
    private static List<Argument> innerTexts(SimpleCommand command, Optional<Argument> input) {
        Optional<Invocation> invocation = Invocation.of(command);
        if (invocation.isEmpty()) {
            return List.of();
        }
        List<Argument> texts = new ArrayList<>();
        Invocation shell = invocation.get();
        if (CodeInspector.SHELLS.contains(shell.program())) {
            CodeInspector.inlineCode(shell).ifPresent(texts::add);
            input.filter(text -> CodeInspector.readsInput(shell)).ifPresent(texts::add);
        } else if (shell.program().equals("eval") && !shell.arguments().isEmpty()) {
            String joined = String.join(
                    " ", shell.arguments().stream().map(Argument::text).toList());
            texts.add(Argument.literal(joined, command.span()));
        } else if (TAKES_TEXT.contains(shell.program())
                || shell.program().equals("env") && shell.has("-S", "--split-string")
                || shell.program().equals("sudo") && shell.has("-s", "-i", "--shell", "--login")) {
            shell.arguments().stream()
                    .filter(word -> word.text().indexOf(' ') > 0 || word.text().indexOf('$') >= 0)
                    .forEach(word -> texts.add(withoutOpening(shell.program(), word)));
        } else if (shell.program().equals("git")) {
            gitTexts(shell, texts);
        } else if (Set.of("at", "batch").contains(shell.program())) {
            input.ifPresent(texts::add);
        }
        return texts;
    }

    /** {@code ls=rm -rf /} of an alias, {@code :!rm} of an editor, {@code exec=…} of tar. */
    private static Argument withoutOpening(String program, Argument word) {
        int cut = switch (program) {
            case "alias", "tar" -> word.text().lastIndexOf('=') + 1;
            case "vim", "vi", "ex", "ed", "less", "nvim", "view" -> word.text().indexOf('!') + 1;
            case "bind" -> word.text().lastIndexOf(':') + 1;
            case "gdb" -> word.text().startsWith("shell ") ? "shell ".length() : 0;
            default -> 0;
        };
        return FileInspector.part(word, cut);
    }

    private static void gitTexts(Invocation git, List<Argument> texts) {
        List<String> words = Programs.subcommandWords(git);
        boolean runs = words.contains("foreach") || words.contains("filter-branch") || git.has("-x", "--exec");
        for (Argument argument : git.arguments()) {
            int bang = argument.text().indexOf("!");
            boolean alias = argument.text().startsWith("alias.") && bang > 0
                    || argument.text().startsWith("!");
            boolean setting =
                    argument.text().toLowerCase(Locale.ROOT).matches("core\\.(sshcommand|pager|editor|fsmonitor)=.*");
            if (alias) {
                texts.add(FileInspector.part(argument, bang + 1));
            } else if (setting) {
                texts.add(FileInspector.part(argument, argument.text().indexOf('=') + 1));
            } else if (runs && argument.text().indexOf(' ') > 0) {
                texts.add(argument);
            }
        }
    }

    static Findings scoreText(Argument text, int depth) {
        if (!(ShellParser.parse(text.text()) instanceof Parsed inner)) {
            Findings findings = new Findings(Category.INTERPRETERS, text.span());
            return findings.add(Modifier.DISGUISED, text.span());
        }
        Findings findings = new LineScorer(inner, depth).findings().movedTo(text.span());
        findings.kind(RiskKind.RUNS_PROGRAM);
        return findings;
    }

    static Optional<Argument> documentOf(SimpleCommand command) {
        for (Redirection redirection : command.redirections()) {
            boolean string = redirection.operator() == Redirection.Operator.HERE_STRING;
            Optional<Word> body = string
                    ? Optional.of(redirection.target())
                    : redirection.document().map(document -> document.body());
            if (body.isPresent()) {
                return body.map(Argument::of);
            }
        }
        return Optional.empty();
    }
}
