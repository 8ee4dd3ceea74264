package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Combination;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.shell.Effective;
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
import java.util.Optional;
import java.util.Set;

/** Scores a command as it stands and as each command it starts, and keeps the worst of them. */
final class StartedCommands {
    /** How deep text inside text is read; deeper text is unreadable to people too. */
    private static final int NESTING_MAX = 4;

    /** Among how many words of a wrapper the command behind it is looked for. */
    private static final int BEHIND_MAX = 64;

    private static final Set<String> RIGHTS = Set.of(
            "sudo", "doas", "su", "pkexec", "runuser", "run0", "gosu", "su-exec", "chroot", "nsenter", "unshare");
    private static final Set<String> ELSEWHERE =
            Set.of("ssh", "docker", "podman", "kubectl", "oc", "nerdctl", "pdsh", "mosh", "lxc", "vagrant", "rsh");
    private static final Set<String> FEEDS = Set.of("xargs", "parallel");

    private StartedCommands() {}

    /** The worst reading of one command: as it stands, and as each command it starts. */
    static Findings worstOf(SimpleCommand command, Optional<Argument> piped, int depth) {
        Optional<Argument> input = piped.or(() -> documentOf(command));
        Findings worst = CommandScorer.score(command, input);
        Findings asWritten = worst;
        List<Findings> inner = new ArrayList<>();
        List<Effective> effectives = Wrappers.effective(command);
        for (Effective effective : effectives) {
            started(command, effective).ifPresent(inner::add);
        }
        if (isOnlyWrapper(command, effectives)) {
            worst = new Findings(Category.INSPECTION, command.span());
        }
        if (depth < NESTING_MAX) {
            inner.addAll(innerLines(command, effectives, depth + 1));
            behind(command, effectives)
                    .ifPresent(rest -> inner.add(startedThrough(command, effectives, rest, depth + 1)));
            if (effectives.stream().noneMatch(StartedCommands::hasPayload)) {
                innerTexts(command, input).forEach(text -> inner.add(scoreText(text, depth + 1)));
            }
        }
        for (Findings findings : inner) {
            worst = findings.points() >= worst.points() ? findings : worst;
        }
        inner.forEach(worst::absorb);
        worst.absorb(asWritten);
        return worst;
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
        return byCategory || Set.of("env", "nice", "ionice").contains(wrapper.program());
    }

    private static Optional<Findings> started(SimpleCommand command, Effective effective) {
        return switch (effective) {
            case Effective.Command started -> startedCommand(command, started);
            case Effective.Code code -> {
                Findings findings = new Findings(Category.INTERPRETERS, command.span());
                findings.kind(RiskKind.RUNS_PROGRAM);
                CodeInspector.inspect(code.text(), command.span(), findings);
                passed(command, code.via(), findings);
                yield Optional.of(findings);
            }
            case Effective.Unknown unknown -> unknown(command, unknown);
        };
    }

    private static Optional<Findings> unknown(SimpleCommand command, Effective.Unknown unknown) {
        Optional<Invocation> wrapper = Invocation.of(command);
        if (wrapper.isEmpty()
                || wrapper.get().program().isEmpty()
                || !Wrappers.isWrapper(wrapper.get().program())) {
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

    private static Optional<Findings> startedCommand(SimpleCommand command, Effective.Command started) {
        if (started.via().isEmpty() || started.command().words().isEmpty() || started.command() == command) {
            return Optional.empty();
        }
        return Optional.of(around(command, started.via(), CommandScorer.score(started.command(), Optional.empty())));
    }

    /** What stands around a wrapper counts for what it starts. */
    private static Findings around(SimpleCommand command, List<String> via, Findings findings) {
        Surroundings.assignments(command, findings);
        Surroundings.redirections(command, findings);
        Invocation.of(command).ifPresent(wrapper -> Surroundings.disguises(command, wrapper, findings));
        passed(command, via, findings);
        findings.kind(RiskKind.RUNS_PROGRAM);
        return findings;
    }

    private static boolean hasPayload(Effective effective) {
        return effective instanceof Effective.Command started
                && started.payload().isPresent();
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
        if (Invocation.of(command).filter(StartedCommands::isPlainWrapper).isEmpty()) {
            return Optional.empty();
        }
        boolean unknown = effectives.stream().anyMatch(effective -> effective instanceof Effective.Unknown);
        Set<String> passed = new HashSet<>();
        effectives.forEach(effective -> passed.addAll(effective.via()));
        List<Word> words = command.words();
        for (int i = 1; i < Math.min(words.size(), BEHIND_MAX); i++) {
            Argument word = Argument.of(words.get(i));
            String program = word.text().substring(word.text().lastIndexOf('/') + 1);
            boolean starts = passed.contains(program)
                    || unknown && (Programs.isKnown(program) || Wrappers.isWrapper(program) || word.expands());
            if (starts) {
                Span span = words.get(i).span().union(words.getLast().span());
                return Optional.of(
                        new SimpleCommand(List.of(), words.subList(i, words.size()), command.redirections(), span));
            }
        }
        return Optional.empty();
    }

    private static Findings startedThrough(
            SimpleCommand command, List<Effective> effectives, SimpleCommand rest, int depth) {
        List<String> via = new ArrayList<>();
        Invocation.of(command).ifPresent(wrapper -> via.add(wrapper.program()));
        effectives.forEach(effective -> via.addAll(effective.via()));
        return around(command, via, worstOf(rest, Optional.empty(), depth));
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
        } else if (Set.of("ssh", "watch", "trap").contains(shell.program())) {
            shell.arguments().stream()
                    .filter(word -> word.text().indexOf(' ') > 0 || word.text().indexOf('$') >= 0)
                    .forEach(texts::add);
        }
        return texts;
    }

    private static Findings scoreText(Argument text, int depth) {
        if (!(ShellParser.parse(text.text()) instanceof Parsed inner)) {
            Findings findings = new Findings(Category.INTERPRETERS, text.span());
            return findings.add(Modifier.DISGUISED, text.span());
        }
        Findings findings = new LineScorer(inner, depth).findings().movedTo(text.span());
        findings.kind(RiskKind.RUNS_PROGRAM);
        return findings;
    }

    private static Optional<Argument> documentOf(SimpleCommand command) {
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
