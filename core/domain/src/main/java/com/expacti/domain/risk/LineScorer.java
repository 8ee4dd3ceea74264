package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Combination;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.shell.Command;
import com.expacti.shell.Effective;
import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.Redirection;
import com.expacti.shell.ShellParser;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import com.expacti.shell.Word;
import com.expacti.shell.WordPart;
import com.expacti.shell.Wrappers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Scores one parsed line. Used once. */
final class LineScorer {
    /** How deep text inside text is read; deeper text is unreadable to people too. */
    private static final int NESTING_MAX = 4;

    private static final Set<String> RIGHTS = Set.of(
            "sudo", "doas", "su", "pkexec", "runuser", "run0", "gosu", "su-exec", "chroot", "nsenter", "unshare");
    private static final Set<String> ELSEWHERE =
            Set.of("ssh", "docker", "podman", "kubectl", "oc", "nerdctl", "pdsh", "mosh", "lxc", "vagrant", "rsh");
    private static final Set<String> FEEDS = Set.of("xargs", "parallel");
    private static final Set<String> DECODES = Set.of(
            "base64",
            "base32",
            "xxd",
            "openssl",
            "gzip",
            "gunzip",
            "zcat",
            "rev",
            "tr",
            "uudecode",
            "basenc",
            "hex",
            "bzip2",
            "xz");
    private static final Set<String> RUNS_TEXT = Set.of("eval", "source", ".");
    private static final Set<String> SAYS = Set.of("echo", "printf");

    private final Parsed line;
    private final int depth;
    private final Map<SimpleCommand, Argument> inputs = new IdentityHashMap<>();
    private final List<Pair> combinations = new ArrayList<>();

    private record Pair(Combination combination, Span span) {}

    LineScorer(Parsed line) {
        this(line, 0);
    }

    private LineScorer(Parsed line, int depth) {
        this.line = line;
        this.depth = depth;
    }

    Risk score(Environment environment, Optional<String> cwd) {
        Findings worst = findings();
        wholeText(worst);
        workingDirectory(worst, cwd);
        target(worst, environment);
        return worst.risk();
    }

    /** The worst part and what the combination adds. */
    private Findings findings() {
        List<SimpleCommand> commands = line.simpleCommands();
        List<Node> nodes = line.nodes();
        for (Node node : nodes) {
            if (node instanceof Command.Pipeline pipeline) {
                pipeline(pipeline);
            }
        }
        Findings worst = worst(commands, nodes);
        sequences(commands);
        if (worst.has(RiskKind.READS_SECRETS) && worst.has(RiskKind.SENDS_DATA)) {
            worst.add(Combination.SECRET_TO_NETWORK, line.script().span());
        }
        combinations.forEach(pair -> worst.add(pair.combination(), pair.span()));
        if (!combinations.isEmpty()) {
            worst.kind(RiskKind.RUNS_PROGRAM);
        }
        return worst;
    }

    private Findings worst(List<SimpleCommand> commands, List<Node> nodes) {
        Findings worst = new Findings(Category.INSPECTION, line.script().span());
        Set<RiskKind> kinds = EnumSet.noneOf(RiskKind.class);
        boolean mutable = false;
        for (SimpleCommand command : commands) {
            Findings findings = worstOf(command, Optional.ofNullable(inputs.get(command)), depth);
            Risk risk = findings.risk();
            kinds.addAll(risk.kinds());
            mutable |= risk.runsMutableCode();
            worst = findings.points() > worst.points() || commands.size() == 1 ? findings : worst;
        }
        for (Node node : nodes) {
            if (node instanceof Command.Redirected redirected) {
                Findings around = new Findings(Category.INSPECTION, redirected.span());
                redirected.redirections().forEach(redirection -> Surroundings.redirection(redirection, around));
                kinds.addAll(around.risk().kinds());
                worst = around.points() > worst.points() ? around : worst;
            }
            if (node instanceof Command.FunctionDefinition function) {
                Findings defined =
                        new Findings(Category.INTERPRETERS, function.name().span());
                defined.kind(RiskKind.RUNS_PROGRAM);
                kinds.add(RiskKind.RUNS_PROGRAM);
                worst = defined.points() > worst.points() ? defined : worst;
            }
        }
        worst.kinds(kinds);
        worst.marksMutableCode(mutable);
        return worst;
    }

    /** The worst reading of one command: as it stands, and as each command it starts. */
    static Findings worstOf(SimpleCommand command, Optional<Argument> piped, int depth) {
        Optional<Argument> input = piped.or(() -> documentOf(command));
        Findings worst = CommandScorer.score(command, input);
        Set<RiskKind> kinds = EnumSet.copyOf(withAny(worst.risk().kinds()));
        boolean mutable = worst.risk().runsMutableCode();
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
            if (effectives.stream().noneMatch(LineScorer::hasPayload)) {
                innerTexts(command, input).forEach(text -> inner.add(scoreText(text, depth + 1)));
            }
        }
        for (Findings findings : inner) {
            Risk risk = findings.risk();
            kinds.addAll(risk.kinds());
            mutable |= risk.runsMutableCode();
            worst = findings.points() >= worst.points() ? findings : worst;
        }
        worst.kinds(kinds);
        worst.marksMutableCode(mutable);
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

    private static boolean isPlainWrapper(Invocation wrapper) {
        Optional<Category> category = Programs.profile(wrapper).map(Programs.Profile::category);
        boolean byCategory = category.filter(each -> each == Category.INTERPRETERS || each == Category.USERS)
                .isPresent();
        return byCategory || Set.of("env", "nice", "ionice").contains(wrapper.program());
    }

    private static Set<RiskKind> withAny(Set<RiskKind> kinds) {
        return kinds.isEmpty() ? EnumSet.noneOf(RiskKind.class) : kinds;
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
        Map<Parsed, List<String>> lines = new IdentityHashMap<>();
        for (Effective effective : effectives) {
            if (effective instanceof Effective.Command started) {
                started.payload().ifPresent(payload -> lines.putIfAbsent(payload, started.via()));
            }
        }
        List<Findings> all = new ArrayList<>();
        lines.forEach((payload, via) -> all.add(around(command, via, new LineScorer(payload, depth).findings())));
        return all;
    }

    /** The command behind a plain wrapper, where it is itself one that starts others ({@code sudo docker run …}). */
    private static Optional<SimpleCommand> behind(SimpleCommand command, List<Effective> effectives) {
        if (Invocation.of(command).filter(LineScorer::isPlainWrapper).isEmpty()) {
            return Optional.empty();
        }
        boolean unknown = effectives.stream().anyMatch(effective -> effective instanceof Effective.Unknown);
        Set<String> passed = new HashSet<>();
        effectives.forEach(effective -> passed.addAll(effective.via()));
        List<Word> words = command.words();
        for (int i = 1; i < words.size(); i++) {
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

    private void pipeline(Command.Pipeline pipeline) {
        boolean download = false;
        boolean decodes = false;
        Optional<Argument> said = Optional.empty();
        for (int i = 0; i < pipeline.commands().size(); i++) {
            for (SimpleCommand stage : simpleCommandsOf(pipeline.commands().get(i))) {
                for (Invocation invocation : readings(stage)) {
                    String program = invocation.program();
                    if (i > 0 && CodeInspector.readsInput(invocation)) {
                        combine(download, decodes, said.isPresent(), stage.span());
                    }
                    download |= NetworkInspector.DOWNLOADS.contains(program);
                    decodes |= DECODES.contains(program);
                }
                if (i > 0) {
                    said.ifPresent(text -> inputs.put(stage, text));
                }
                said = Invocation.of(stage).flatMap(LineScorer::saidBy);
            }
        }
    }

    private void combine(boolean download, boolean decodes, boolean said, Span span) {
        if (download) {
            combinations.add(new Pair(Combination.DOWNLOAD_TO_INTERPRETER, span));
        } else if (decodes) {
            combinations.add(new Pair(Combination.DECODED_TO_INTERPRETER, span));
        } else if (!said) {
            combinations.add(new Pair(Combination.INPUT_TO_INTERPRETER, span));
        }
    }

    private static Optional<Argument> saidBy(Invocation invocation) {
        if (!SAYS.contains(invocation.program()) || invocation.arguments().isEmpty()) {
            return Optional.empty();
        }
        List<String> words = invocation.operands().stream().map(Argument::text).toList();
        return Optional.of(
                Argument.literal(String.join(" ", words), invocation.command().span()));
    }

    /** A command as it stands and as what it starts. */
    private static List<Invocation> readings(SimpleCommand command) {
        List<Invocation> readings = new ArrayList<>();
        Invocation.of(command).ifPresent(readings::add);
        for (Effective effective : Wrappers.effective(command)) {
            if (effective instanceof Effective.Command started && started.command() != command) {
                Invocation.of(started.command()).ifPresent(readings::add);
            }
        }
        Invocation.of(command)
                .filter(LineScorer::isPlainWrapper)
                .flatMap(LineScorer::interpreterBehind)
                .ifPresent(readings::add);
        return readings;
    }

    /** The interpreter in {@code sudo -u root bash -s}: nothing is known of what it runs, but that it runs its input. */
    private static Optional<Invocation> interpreterBehind(Invocation wrapper) {
        List<Argument> words = wrapper.arguments();
        for (int i = 0; i < words.size(); i++) {
            String text = words.get(i).text();
            String program = text.substring(text.lastIndexOf('/') + 1);
            if (CodeInspector.isInterpreter(program) || RUNS_TEXT.contains(program)) {
                return Optional.of(
                        new Invocation(program, words.get(i), words.subList(i + 1, words.size()), wrapper.command()));
            }
        }
        return Optional.empty();
    }

    /** Downloads that are run without a pipe: {@code bash <(curl …)}, {@code curl -o x …; sh x}. */
    private void sequences(List<SimpleCommand> commands) {
        boolean downloaded = false;
        for (SimpleCommand command : commands) {
            for (Invocation invocation : readings(command)) {
                boolean runs = CodeInspector.isInterpreter(invocation.program())
                        || RUNS_TEXT.contains(invocation.program())
                        || invocation.name().text().startsWith("./")
                        || invocation.name().text().startsWith("/tmp/");
                if (runs && (downloaded || downloadsInside(command))) {
                    combinations.add(new Pair(Combination.DOWNLOAD_TO_INTERPRETER, command.span()));
                }
                boolean keeps = command.redirections().size() > 0
                        || invocation.has("-o", "-O", "--output", "--output-document", "--remote-name")
                        || invocation.letter('O').isPresent()
                        || invocation.letter('o').isPresent()
                        || invocation.program().equals("wget");
                downloaded |= keeps && NetworkInspector.DOWNLOADS.contains(invocation.program());
            }
        }
    }

    private static boolean downloadsInside(SimpleCommand command) {
        for (Word word : command.words()) {
            if (containsDownload(word.parts())) {
                return true;
            }
        }
        return command.redirections().stream()
                .anyMatch(redirection -> containsDownload(redirection.target().parts()));
    }

    private static boolean containsDownload(List<? extends Node> nodes) {
        for (Node node : nodes) {
            if (node instanceof SimpleCommand command
                    && command.name()
                            .filter(NetworkInspector.DOWNLOADS::contains)
                            .isPresent()) {
                return true;
            }
            if (!(node instanceof WordPart.Literal) && containsDownload(node.children())) {
                return true;
            }
        }
        return false;
    }

    private static List<SimpleCommand> simpleCommandsOf(Command stage) {
        if (stage instanceof SimpleCommand simple) {
            return List.of(simple);
        }
        List<SimpleCommand> found = new ArrayList<>();
        collect(stage, found);
        return found;
    }

    private static void collect(Node node, List<SimpleCommand> found) {
        if (node instanceof SimpleCommand simple) {
            found.add(simple);
        } else if (!(node instanceof Word)) {
            node.children().forEach(child -> collect(child, found));
        }
    }

    private void wholeText(Findings worst) {
        int hidden = Disguise.hiddenCharacter(line.text());
        if (hidden >= 0) {
            worst.add(Modifier.DISGUISED, new Span(hidden, hidden + 1));
        }
        SecretMask.find(line.text()).stream()
                .findFirst()
                .ifPresent(secret -> worst.add(Modifier.SECRET_IN_ARGUMENTS, new Span(secret.from(), secret.to())));
    }

    static void workingDirectory(Findings findings, Optional<String> cwd) {
        if (cwd.isPresent() && Surroundings.namesProduction(cwd.get())) {
            findings.addFromTarget(Modifier.PRODUCTION);
        }
    }

    private static void target(Findings findings, Environment environment) {
        switch (environment) {
            case PRODUCTION -> findings.addFromTarget(Modifier.PRODUCTION);
            case STAGING -> {
                if (!findings.has(Modifier.PRODUCTION)) {
                    findings.addFromTarget(Modifier.STAGING);
                }
            }
            case DEVELOPMENT, NONE -> {}
        }
    }
}
