package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Combination;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.shell.Command;
import com.expacti.shell.Effort;
import com.expacti.shell.Node;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores one parsed line: its worst part, and what the combination adds. Used once. */
final class LineScorer {
    /** Characters in which a secret is looked for: it adds few points, and masking for display looks at all of them. */
    private static final int SEARCHED_FOR_SECRETS = 8_192;

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
        List<Node> nodes = line.nodes();
        Effort.spend(16 + 4L * nodes.size());
        Combinations combinations = new Combinations(line, nodes);
        Findings worst = worst(nodes, combinations);
        if (worst.has(RiskKind.READS_SECRETS) && worst.has(RiskKind.SENDS_DATA)) {
            worst.add(Combination.SECRET_TO_NETWORK, line.script().span());
        }
        combinations.addTo(worst);
        return worst;
    }

    private Findings worst(List<Node> nodes, Combinations combinations) {
        List<Findings> all = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof SimpleCommand command) {
                all.add(StartedCommands.worstOf(command, combinations.inputOf(command), depth));
            } else if (node instanceof Command.Redirected redirected) {
                Findings around = new Findings(Category.INSPECTION, redirected.span());
                redirected.redirections().forEach(redirection -> Surroundings.redirection(redirection, around));
                all.add(around);
            } else if (node instanceof Command.FunctionDefinition function) {
                Findings defined =
                        new Findings(Category.INTERPRETERS, function.name().span());
                defined.kind(RiskKind.RUNS_PROGRAM);
                all.add(defined);
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
        return worst;
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
