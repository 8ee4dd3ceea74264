package com.expacti.application.rule;

import com.expacti.application.failure.GateException;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleEffect;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A rule as somebody asks for it, checked for shape; {@code scope} as the wire has it, empty for global. */
public record RuleDraft(
        RuleEffect effect,
        PatternType patternType,
        String pattern,
        String scope,
        Optional<String> cwd,
        List<String> examples,
        OptionalInt maxRisk,
        OptionalLong ttlSeconds,
        String note) {
    private static final int EXAMPLES_MAX = 20;
    private static final int NOTE_LENGTH_MAX = 1000;
    private static final long TTL_SECONDS_MAX = 10L * 365 * 24 * 3600;

    public RuleDraft {
        examples = List.copyOf(examples);
        if (examples.size() > EXAMPLES_MAX) {
            throw GateException.invalid("examples", "examples are at most 20");
        }
        if (note.length() > NOTE_LENGTH_MAX) {
            throw GateException.invalid("note", "note is over 1000 characters");
        }
        if (maxRisk.isPresent() && (maxRisk.getAsInt() < 0 || maxRisk.getAsInt() > 100)) {
            throw GateException.invalid("max_risk", "max_risk is 0 to 100");
        }
        if (ttlSeconds.isPresent() && (ttlSeconds.getAsLong() < 1 || ttlSeconds.getAsLong() > TTL_SECONDS_MAX)) {
            throw GateException.invalid("ttl_seconds", "ttl_seconds is 1 to " + TTL_SECONDS_MAX);
        }
        if (pattern.indexOf(0) >= 0) {
            throw GateException.invalid("pattern", "pattern holds a NUL character");
        }
    }
}
