package com.expacti.application.rule;

import com.expacti.application.failure.GateException;
import com.expacti.domain.command.Utf8;
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
        text("pattern", pattern);
        text("scope", scope);
        text("note", note);
        cwd.ifPresent(c -> text("cwd", c));
        examples.forEach(e -> text("examples", e));
    }

    /** What has no UTF-8 form, or that no store can hold, is refused rather than altered. */
    private static void text(String field, String value) {
        if (value.indexOf(0) >= 0 || !Utf8.encodes(value)) {
            throw GateException.invalid(
                    field, field + " holds a character that is not text (NUL or half a surrogate pair)");
        }
    }
}
