package com.expacti.domain.rule;

import com.expacti.domain.risk.Disguise;
import com.expacti.domain.risk.Risk;
import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A rule that was checked and is ready to match. */
public final class CompiledRule {
    /** The longest pattern, in bytes of UTF-8. */
    public static final int PATTERN_BYTES_MAX = 4096;

    static final int EXAMPLES_MAX = 20;

    /** How the pattern is read; what is needed to let through is there for allow rules only. */
    private sealed interface Reading {
        record Exact() implements Reading {}

        record Glob(GlobPattern pattern, LaterCeiling ceiling) implements Reading {}

        record Regex(RegexPattern pattern, LaterCeiling ceiling) implements Reading {}
    }

    private final Rule rule;
    private final Reading reading;
    private final BroadPattern broad;

    private CompiledRule(Rule rule, Reading reading, BroadPattern broad) {
        this.rule = rule;
        this.reading = reading;
        this.broad = broad;
    }

    /**
     * Checks a rule and makes it ready.
     *
     * @throws InvalidRule naming the field at fault
     */
    public static CompiledRule compile(Rule rule) {
        check(rule);
        BroadPattern broad = BroadPattern.of(rule.patternType(), rule.pattern());
        Reading reading = switch (rule.patternType()) {
            case EXACT -> new Reading.Exact();
            case GLOB -> glob(rule);
            case REGEX -> regex(rule);
        };
        CompiledRule compiled = new CompiledRule(rule, reading, broad);
        compiled.checkExamples();
        return compiled;
    }

    private static void check(Rule rule) {
        if (rule.pattern().isBlank()) {
            throw new InvalidRule("pattern", "pattern is empty; give the command it is for");
        }
        int bytes = rule.pattern().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > PATTERN_BYTES_MAX) {
            throw new InvalidRule(
                    "pattern",
                    "pattern has %d bytes, the limit is %d; use a shorter pattern".formatted(bytes, PATTERN_BYTES_MAX));
        }
        boolean hidden = Disguise.hiddenCharacter(rule.pattern()) >= 0;
        if (hidden && rule.patternType() != PatternType.EXACT) {
            throw new InvalidRule(
                    "pattern",
                    "pattern holds a control, bidirectional or invisible character, which no glob or regex matches; remove it, or use an exact rule");
        }
        if (rule.maxRisk().isPresent()
                && (rule.maxRisk().getAsInt() < 0 || rule.maxRisk().getAsInt() > 100)) {
            throw new InvalidRule(
                    "max_risk",
                    "max_risk is %d, it must be 0 to 100; leave it out for the default"
                            .formatted(rule.maxRisk().getAsInt()));
        }
        if (rule.examples().size() > EXAMPLES_MAX) {
            throw new InvalidRule(
                    "examples",
                    "examples has %d entries, the limit is %d; keep the ones that differ"
                            .formatted(rule.examples().size(), EXAMPLES_MAX));
        }
    }

    private static Reading glob(Rule rule) {
        GlobPattern pattern = GlobPattern.of(rule.pattern());
        LaterCeiling ceiling = new LaterCeiling(() -> rule.examples().isEmpty()
                ? Ceiling.ofSkeleton(rule.maxRisk(), pattern, rule.cwd())
                : Ceiling.ofExamples(rule.maxRisk(), rule.examples(), rule.cwd()));
        return new Reading.Glob(pattern, ceiling);
    }

    private static Reading regex(Rule rule) {
        RegexPattern pattern = RegexPattern.of(rule.pattern());
        LaterCeiling ceiling = new LaterCeiling(() -> rule.examples().isEmpty()
                ? Ceiling.ofRegex(rule.maxRisk(), pattern.text(), rule.cwd())
                : Ceiling.ofExamples(rule.maxRisk(), rule.examples(), rule.cwd()));
        return new Reading.Regex(pattern, ceiling);
    }

    private void checkExamples() {
        if (rule.effect() == RuleEffect.DENY || rule.patternType() == PatternType.EXACT) {
            return;
        }
        for (int i = 0; i < rule.examples().size(); i++) {
            String example = rule.examples().get(i);
            if (!(ShellParser.parse(example) instanceof Parsed parsed)) {
                throw new InvalidRule(
                        "examples", "examples[%d] can't be read as a command; correct it or leave it out".formatted(i));
            }
            LineShape shape = LineShape.of(parsed);
            boolean met = shape.refusal().isEmpty()
                    && (shape.parts().size() == 1 ? fits(shape.parts().getFirst()) : fitsLine(shape));
            if (!met) {
                throw new InvalidRule(
                        "examples",
                        "examples[%d] isn't matched by the pattern; correct the pattern or leave the example out"
                                .formatted(i));
            }
        }
    }

    /** The rule as people made it. */
    public Rule rule() {
        return rule;
    }

    /** The program every match starts with, where the pattern spells it out. */
    Optional<String> program() {
        return switch (reading) {
            case Reading.Exact() -> Optional.empty();
            case Reading.Glob(GlobPattern pattern, LaterCeiling _) -> pattern.program();
            case Reading.Regex(RegexPattern pattern, LaterCeiling _) ->
                pattern.text().program();
        };
    }

    /** The word after the program, where every match has it. */
    Optional<String> secondWord() {
        return switch (reading) {
            case Reading.Exact() -> Optional.empty();
            case Reading.Glob(GlobPattern pattern, LaterCeiling _) -> pattern.secondWord();
            case Reading.Regex(RegexPattern pattern, LaterCeiling _) ->
                pattern.text().secondWord();
        };
    }

    BroadPattern broad() {
        return broad;
    }

    /** Whether the rule is in force here and now. */
    boolean applies(MatchContext context) {
        return context.isIn(rule.scope()) && !isExpired(context) && isHere(context);
    }

    private boolean isExpired(MatchContext context) {
        return rule.expiresAt().filter(end -> !context.now().isBefore(end)).isPresent();
    }

    private boolean isHere(MatchContext context) {
        return rule.cwd().isEmpty() || rule.cwd().equals(context.cwd());
    }

    /** Whether the pattern covers one simple command, its risk aside. */
    boolean fits(LinePart part) {
        if (part.refusal().isPresent()) {
            return false;
        }
        return switch (reading) {
            case Reading.Exact() -> false;
            case Reading.Glob(GlobPattern pattern, LaterCeiling _) ->
                pattern.meets(part.words()) && namesStarted(pattern, part);
            case Reading.Regex(RegexPattern pattern, LaterCeiling _) -> pattern.meets(part);
        };
    }

    private static boolean namesStarted(GlobPattern pattern, LinePart part) {
        return part.started().stream().allMatch(index -> index < pattern.literalWords());
    }

    /** Whether a regex that writes the operators out covers a whole flat line, its risk aside. */
    boolean fitsLine(LineShape shape) {
        if (!(reading instanceof Reading.Regex(RegexPattern pattern, LaterCeiling _))
                || shape.operators().isEmpty()) {
            return false;
        }
        List<RegexPattern> segments = pattern.segments();
        if (segments.size() != shape.parts().size()
                || !pattern.text().operators().equals(shape.operators().get())) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            LinePart part = shape.parts().get(i);
            if (part.refusal().isPresent() || !segments.get(i).meets(part)) {
                return false;
            }
        }
        return true;
    }

    /** Why a command is riskier than the rule's author saw; empty where it isn't. */
    Optional<String> exceededBy(Risk part) {
        return switch (reading) {
            case Reading.Exact() -> Optional.empty();
            case Reading.Glob(GlobPattern _, LaterCeiling ceiling) ->
                ceiling.get().exceededBy(part);
            case Reading.Regex(RegexPattern _, LaterCeiling ceiling) ->
                ceiling.get().exceededBy(part);
        };
    }

    /** The ceiling over what it lets through; empty for an exact rule, whose author saw the very text. */
    Optional<Ceiling> ceiling() {
        return switch (reading) {
            case Reading.Exact() -> Optional.empty();
            case Reading.Glob(GlobPattern _, LaterCeiling ceiling) -> Optional.of(ceiling.get());
            case Reading.Regex(RegexPattern _, LaterCeiling ceiling) -> Optional.of(ceiling.get());
        };
    }

    /** Where and why the pattern doesn't cover a part, read narrowly. */
    GlobPattern.Stop stop(LinePart part) {
        return switch (reading) {
            case Reading.Exact() -> new GlobPattern.Stop(-1, "its text differs", false);
            case Reading.Glob(GlobPattern pattern, LaterCeiling _) -> pattern.whyNot(part.words());
            case Reading.Regex(RegexPattern pattern, LaterCeiling _) -> pattern.stop(part);
        };
    }

    /** Why it isn't in force here and now, or doesn't cover this part; for whoever wonders. */
    String whyNot(LinePart part, MatchContext context) {
        if (!context.isIn(rule.scope())) {
            return "it applies to %s only".formatted(rule.scope().format());
        }
        if (isExpired(context)) {
            return "it expired";
        }
        if (!isHere(context)) {
            return "it applies in `%s` only".formatted(rule.cwd().orElse(""));
        }
        if (part.refusal().isPresent()) {
            return part.refusal().get();
        }
        return switch (reading) {
            case Reading.Exact() -> "its text differs";
            case Reading.Glob(GlobPattern pattern, LaterCeiling _) ->
                pattern.whyNot(part.words()).reason();
            case Reading.Regex(RegexPattern pattern, LaterCeiling _) ->
                pattern.whyNot(part).orElse("its text differs");
        };
    }
}
