package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Combination;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.shell.Command;
import com.expacti.shell.Effort;
import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.Script;
import com.expacti.shell.ShellParser;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Scores one parsed line: its worst part, and what the combination adds. Used once. */
final class LineScorer {
    /** Characters in which a secret is looked for: it adds few points, and masking for display looks at all of them. */
    private static final int SEARCHED_FOR_SECRETS = 8_192;

    /** How often values of variables are put in again, for values that are variables. */
    private static final int FILLED_MAX = 3;

    private final Parsed line;
    private final int depth;

    LineScorer(Parsed line) {
        this(line, 0);
    }

    LineScorer(Parsed line, int depth) {
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

    Findings findings() {
        Optional<KnownVariables.Filled> filled =
                depth < FILLED_MAX ? ownText().flatMap(KnownVariables::fill) : Optional.empty();
        Optional<Findings> other = filled.flatMap(this::filled);
        if (other.isPresent() && filled.get().certain()) {
            return other.get();
        }
        Findings worst = asWritten();
        if (other.isEmpty()) {
            return worst;
        }
        Findings higher = other.get().points() > worst.points() ? other.get() : worst;
        higher.absorb(worst);
        higher.absorb(other.get());
        return higher;
    }

    /** A line inside another one has spans that point into that one; its own text is read again for its own. */
    private Optional<Parsed> ownText() {
        if (depth == 0 || line.text().indexOf('=') < 0 || line.text().indexOf('$') < 0) {
            return depth == 0 ? Optional.of(line) : Optional.empty();
        }
        return ShellParser.parse(line.text()) instanceof Parsed parsed ? Optional.of(parsed) : Optional.empty();
    }

    /** The line with the values it gives its variables; every factor then points at the whole of it. */
    private Optional<Findings> filled(KnownVariables.Filled filled) {
        return ShellParser.parse(filled.text()) instanceof Parsed parsed
                ? Optional.of(new LineScorer(parsed, depth + 1)
                        .findings()
                        .movedTo(line.script().span()))
                : Optional.empty();
    }

    private Findings asWritten() {
        List<Command> commands = line.commands();
        Effort.spend(16 + 16L * commands.size() + line.text().length() / 4);
        Combinations combinations = new Combinations(line, commands);
        Findings worst = worst(commands, combinations);
        if (worst.has(RiskKind.READS_SECRETS) && worst.has(RiskKind.SENDS_DATA)) {
            worst.add(Combination.SECRET_TO_NETWORK, line.script().span());
        }
        combinations.addTo(worst);
        return worst;
    }

    private Findings worst(List<Command> commands, Combinations combinations) {
        List<Findings> all = new ArrayList<>();
        Set<String> functions = functions(commands);
        WrittenFiles written = new WrittenFiles(line.simpleCommands(), combinations);
        for (Argument text : written.texts()) {
            all.add(StartedCommands.scoreText(text, depth + 1));
        }
        for (Command node : commands) {
            if (node instanceof SimpleCommand command && calls(command, functions)) {
                all.add(called(command));
            } else if (node instanceof SimpleCommand command) {
                all.add(StartedCommands.worstOf(command, combinations.inputOf(command), depth));
            } else if (node instanceof Command.Redirected redirected) {
                Findings around = new Findings(Category.INSPECTION, redirected.span());
                redirected.redirections().forEach(redirection -> Surroundings.redirection(redirection, around));
                all.add(around);
            } else if (node instanceof Command.FunctionDefinition function) {
                all.add(defined(function));
            } else if (node instanceof Command.Loop loop) {
                endless(loop).ifPresent(all::add);
            }
        }
        if (all.isEmpty()) {
            return new Findings(Category.INSPECTION, line.script().span());
        }
        Findings worst = all.getFirst();
        for (Findings findings : all) {
            worst = findings.points() > worst.points() ? findings : worst;
        }
        all.forEach(worst::absorb);
        written.addTo(worst);
        return worst;
    }

    private static Set<String> functions(List<Command> commands) {
        Set<String> names = new HashSet<>();
        for (Command node : commands) {
            if (node instanceof Command.FunctionDefinition function) {
                function.name().value().ifPresent(names::add);
            }
        }
        return names;
    }

    private static boolean calls(SimpleCommand command, Set<String> functions) {
        return !functions.isEmpty()
                && command.name().filter(functions::contains).isPresent();
    }

    /** What a function does is in its body, which is scored where it stands. */
    private static Findings called(SimpleCommand command) {
        Findings findings = new Findings(Category.INSPECTION, command.span());
        findings.kind(RiskKind.RUNS_PROGRAM);
        Surroundings.assignments(command, findings);
        Surroundings.redirections(command, findings);
        return findings;
    }

    /** A function that starts itself more than once at a time fills the machine: {@code :(){ :|:& };:}. */
    private static Findings defined(Command.FunctionDefinition function) {
        Findings defined = new Findings(Category.INSPECTION, function.name().span());
        defined.kind(RiskKind.RUNS_PROGRAM);
        Set<String> own = function.name().value().map(Set::of).orElse(Set.of());
        if (callsInParallel(function, own)) {
            defined.raiseTo(Category.INTERPRETERS, function.span());
            defined.add(Modifier.STOPS_SERVICE, function.span());
        }
        return defined;
    }

    private static boolean callsInParallel(Node node, Set<String> names) {
        for (Node child : node.children()) {
            boolean parallel = child instanceof Command.Pipeline pipeline
                            && pipeline.commands().size() > 1
                    || child instanceof Script.Item item && item.separator() == Script.Separator.BACKGROUND;
            if (parallel && mentions(child, names) || callsInParallel(child, names)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentions(Node node, Set<String> names) {
        return node instanceof SimpleCommand command && calls(command, names)
                || node.children().stream().anyMatch(child -> mentions(child, names));
    }

    /** {@code while true; do … & done} starts without end. */
    private static Optional<Findings> endless(Command.Loop loop) {
        boolean always = loop.condition().items().size() == 1
                && loop.condition().items().getFirst().command() instanceof SimpleCommand condition
                && condition.name().filter(Set.of("true", ":")::contains).isPresent();
        boolean background =
                loop.body().items().stream().anyMatch(item -> item.separator() == Script.Separator.BACKGROUND);
        if (!always || !background) {
            return Optional.empty();
        }
        Findings findings = new Findings(Category.PROCESSES, loop.span());
        return Optional.of(findings.add(Modifier.STOPS_SERVICE, loop.span()));
    }

    private void wholeText(Findings worst) {
        int hidden = Disguise.hiddenCharacter(line.text());
        if (hidden >= 0) {
            worst.add(Modifier.DISGUISED, new Span(hidden, hidden + 1));
        }
        SecretMask.find(line.text().substring(0, Math.min(line.text().length(), SEARCHED_FOR_SECRETS))).stream()
                .findFirst()
                .ifPresent(secret -> worst.add(Modifier.SECRET_IN_ARGUMENTS, new Span(secret.from(), secret.to())));
    }

    static void workingDirectory(Findings findings, Optional<String> cwd) {
        if (cwd.isPresent() && Surroundings.namesProduction(cwd.get())) {
            findings.addFromTarget(Modifier.PRODUCTION);
        }
    }

    static void target(Findings findings, Environment environment) {
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
