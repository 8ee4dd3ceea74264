package com.expacti.api.rule;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.application.failure.GateException;
import com.expacti.application.rule.RuleDraft;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A rule as JSON brings it. */
final class RuleFields {
    private RuleFields() {}

    static RuleDraft draft(Fields fields, Instant now) {
        return new RuleDraft(
                effect(fields.text("effect")),
                type(fields.text("pattern_type")),
                fields.text("pattern"),
                fields.text("scope"),
                fields.optionalText("cwd"),
                fields.texts("examples"),
                fields.optionalInt("max_risk"),
                life(fields, now),
                fields.optionalText("note").orElse(""));
    }

    /** A rule of a test: an allow rule everywhere unless it says otherwise. */
    static RuleDraft tested(Fields fields, Instant now) {
        return new RuleDraft(
                effect(fields.optionalText("effect").orElse("allow")),
                type(fields.optionalText("pattern_type").orElse("exact")),
                fields.text("pattern"),
                "global",
                fields.optionalText("cwd"),
                fields.texts("examples"),
                fields.optionalInt("max_risk"),
                life(fields, now),
                "");
    }

    /** A rule to try on the past: an exact allow rule everywhere unless it says otherwise. */
    static RuleDraft backtested(Fields fields, Instant now) {
        return new RuleDraft(
                effect(fields.optionalText("effect").orElse("allow")),
                type(fields.optionalText("pattern_type").orElse("exact")),
                fields.text("pattern"),
                fields.optionalText("scope").orElse("global"),
                fields.optionalText("cwd"),
                fields.texts("examples"),
                fields.optionalInt("max_risk"),
                life(fields, now),
                "");
    }

    /** What is absent stays as it is; a life is counted from now. */
    static RuleDraft merged(Rule rule, Fields fields, Instant now) {
        OptionalLong life = life(fields, now);
        OptionalInt maxRisk = fields.optionalInt("max_risk");
        return new RuleDraft(
                fields.optionalText("effect").map(RuleFields::effect).orElse(rule.effect()),
                fields.optionalText("pattern_type").map(RuleFields::type).orElse(rule.patternType()),
                fields.optionalText("pattern").orElse(rule.pattern()),
                fields.optionalText("scope").orElse(rule.scope().format()),
                fields.optionalText("cwd").or(rule::cwd),
                fields.optionalTexts("examples").orElse(rule.examples()),
                maxRisk.isPresent() ? maxRisk : rule.maxRisk(),
                life.isPresent() ? life : left(rule, now),
                fields.optionalText("note").orElse(rule.note()));
    }

    /** No edit brings an expired rule back to life by the way. */
    private static OptionalLong left(Rule rule, Instant now) {
        if (rule.expiresAt().isEmpty()) {
            return OptionalLong.empty();
        }
        long seconds = Duration.between(now, rule.expiresAt().get()).toSeconds();
        if (seconds < 1) {
            throw GateException.invalid("ttl_seconds", "the rule has expired; give it a new ttl_seconds to change it");
        }
        return OptionalLong.of(seconds);
    }

    /** What a rule matches, whoever made it and however long it holds: two that are equal here are the same rule. */
    record Meaning(RuleEffect effect, PatternType type, String pattern, String scope, Optional<String> cwd) {
        static Meaning of(Rule rule) {
            return new Meaning(
                    rule.effect(),
                    rule.patternType(),
                    rule.pattern(),
                    rule.scope().format(),
                    rule.cwd());
        }

        static Meaning of(RuleDraft draft) {
            return new Meaning(draft.effect(), draft.patternType(), draft.pattern(), draft.scope(), draft.cwd());
        }
    }

    /** Whether a rule of an export had expired before it came back. */
    static boolean isOver(Fields fields, Instant now) {
        return end(fields).filter(end -> !end.isAfter(now)).isPresent();
    }

    /** {@code ttl_seconds}, or, as an export has it, {@code expires_at}; where there are both, the earlier end. */
    private static OptionalLong life(Fields fields, Instant now) {
        OptionalLong ttl = fields.optionalLong("ttl_seconds");
        Optional<Long> left = end(fields).map(end -> Duration.between(now, end).toSeconds());
        if (left.isEmpty()) {
            return ttl;
        }
        return OptionalLong.of(ttl.isPresent() ? Math.min(ttl.getAsLong(), left.get()) : left.get());
    }

    private static Optional<Instant> end(Fields fields) {
        return fields.optionalText("expires_at").map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw GateException.invalid("expires_at", "expires_at is an RFC 3339 time in UTC");
            }
        });
    }

    private static RuleEffect effect(String literal) {
        return switch (literal) {
            case "allow" -> RuleEffect.ALLOW;
            case "deny" -> RuleEffect.DENY;
            default -> throw GateException.invalid("effect", "effect is allow or deny");
        };
    }

    private static PatternType type(String literal) {
        return switch (literal) {
            case "exact" -> PatternType.EXACT;
            case "glob" -> PatternType.GLOB;
            case "regex" -> PatternType.REGEX;
            default -> throw GateException.invalid("pattern_type", "pattern_type is exact, glob or regex");
        };
    }
}
