package com.expacti.domain.risk;

import com.expacti.domain.risk.RiskTable.Category;
import com.expacti.domain.risk.RiskTable.Modifier;
import com.expacti.domain.risk.RiskTable.SqlClass;
import com.expacti.shell.Effective;
import com.expacti.shell.Effort;
import com.expacti.shell.Parse;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Span;
import com.expacti.shell.Unparsed;
import com.expacti.shell.Wrappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Scores command lines: the worst part, and what the combination adds. Pure: no clock, no state, no I/O. The numbers
 * stand in {@link RiskTable}.
 */
public final class RiskScorer {
    /** Beyond these steps a line is over budget: see {@link Effort}. */
    static final long STEPS_MAX = 250_000;

    private RiskScorer() {}

    /**
     * What a command line risks. One that takes more work to judge than may be spent on a line has the factor
     * {@code over_budget}, 100 points.
     *
     * @param parse the line, as the shell would read it
     * @param environment what its target is used for
     * @param cwd the working directory the agent declared; it can raise a score, never lower it
     */
    public static Risk score(Parse parse, Environment environment, Optional<String> cwd) {
        return Effort.within(STEPS_MAX, () -> scored(parse, environment, cwd))
                .orElseGet(() -> Risk.unscored(new Span(0, parse.text().length())));
    }

    private static Risk scored(Parse parse, Environment environment, Optional<String> cwd) {
        return switch (parse) {
            case Unparsed unparsed -> statement(unparsed, environment).orElseGet(() -> unparsed(unparsed));
            case Parsed parsed -> new LineScorer(parsed).score(environment, cwd);
        };
    }

    /** What one simple command of a line risks by itself, on no target in particular. */
    public static Risk scorePart(SimpleCommand command, Optional<String> cwd) {
        Findings findings = StartedCommands.worstOf(command, Optional.empty(), 0);
        LineScorer.workingDirectory(findings, cwd);
        return findings.risk();
    }

    /**
     * What the author of a pattern saw, given the command with {@code x} in place of each wildcard. Where a wildcard
     * stands for the subcommand itself, or for SQL, that {@code x} isn't known to change anything: it counts as the form
     * of the program that only reads, so that {@code cargo *} doesn't vouch for {@code cargo install}.
     *
     * @param literalWords words in front of the first one with a wildcard, the program included
     */
    public static Risk scoreSkeleton(Parsed skeleton, int literalWords, Optional<String> cwd) {
        Risk risk = score(skeleton, Environment.NONE, cwd);
        Optional<RiskFactor> reading = skeleton.simpleCommands().stream()
                .flatMap(command -> openForm(command, literalWords).stream())
                .findFirst();
        List<RiskFactor> factors = new ArrayList<>();
        for (RiskFactor factor : risk.factors()) {
            boolean guessed = factor.code().equals("sql_unseen")
                    || reading.isPresent() && Set.of("change", "read_only").contains(factor.code());
            if (!guessed) {
                factors.add(factor);
            }
        }
        reading.ifPresent(factors::add);
        return Risk.of(factors, risk.runsMutableCode(), risk.kinds());
    }

    /** What the reading form takes off, where a wildcard decides which form of a program a command starts. */
    private static Optional<RiskFactor> openForm(SimpleCommand command, int literalWords) {
        for (Effective effective : Wrappers.effective(command)) {
            if (effective instanceof Effective.Command started
                    && !started.words().isEmpty()) {
                int behind = wordsBefore(command, started.words().getFirst().span());
                Optional<RiskFactor> factor = Invocation.of(started.command())
                        .filter(invocation -> Programs.choosesForm(invocation, literalWords - behind))
                        .flatMap(RiskScorer::readingForm);
                if (factor.isPresent()) {
                    return factor;
                }
            }
        }
        return Optional.empty();
    }

    private static int wordsBefore(SimpleCommand command, Span first) {
        return (int) command.words().stream()
                .filter(word -> word.span().from() < first.from())
                .count();
    }

    private static Optional<RiskFactor> readingForm(Invocation invocation) {
        return Programs.profile(invocation)
                .map(profile -> new RiskFactor(
                        "read_only",
                        Modifier.READ_ONLY.label,
                        profile.category().readOnly,
                        Optional.of(invocation.name().span())));
    }

    /**
     * SQL that no shell can read, such as {@code select count(*) from t}: scored as what it says. That it was not
     * understood as a command line is another matter, and keeps it from passing any rule.
     */
    private static Optional<Risk> statement(Unparsed unparsed, Environment environment) {
        String text = unparsed.text();
        if (!SqlText.isStatement(text) || Disguise.hiddenCharacter(text) >= 0) {
            return Optional.empty();
        }
        Sql.Finding worst = Sql.worst(text);
        if (worst.kind() == SqlClass.UNSEEN) {
            return Optional.empty();
        }
        Span whole = new Span(0, text.length());
        Findings findings = new Findings(Category.DATABASES, whole);
        DatabaseInspector.add(worst, whole, findings);
        LineScorer.target(findings, environment);
        findings.marksMutableCode();
        for (RiskKind kind : RiskKind.values()) {
            findings.kind(kind);
        }
        return Optional.of(findings.risk());
    }

    private static Risk unparsed(Unparsed unparsed) {
        List<RiskFactor> factors = new ArrayList<>();
        int length = unparsed.text().length();
        Span rest = new Span(Math.min(unparsed.at(), length), length);
        factors.add(new RiskFactor(
                "unparsed", "Not understood: " + unparsed.reason(), RiskTable.UNPARSED, Optional.of(rest)));
        int hidden = Disguise.hiddenCharacter(unparsed.text());
        if (hidden >= 0) {
            factors.add(new RiskFactor(
                    "disguised",
                    Modifier.DISGUISED.label,
                    Modifier.DISGUISED.points,
                    Optional.of(new Span(hidden, hidden + 1))));
        }
        return Risk.of(factors, true, Set.of(RiskKind.values()));
    }
}
