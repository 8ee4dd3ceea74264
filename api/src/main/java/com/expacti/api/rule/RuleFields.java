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

    /** What is absent stays as it is; a life is counted from now. */
    static RuleDraft merged(Rule rule, Fields fields, Instant now) {
        OptionalLong left = rule.expiresAt()
                .map(end ->
                        OptionalLong.of(Math.max(1, Duration.between(now, end).toSeconds())))
                .orElse(OptionalLong.empty());
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
                life.isPresent() ? life : left,
                fields.optionalText("note").orElse(rule.note()));
    }

    static boolean same(Rule rule, RuleDraft draft) {
        return rule.effect() == draft.effect()
                && rule.patternType() == draft.patternType()
                && rule.pattern().equals(draft.pattern())
                && rule.scope().format().equals(draft.scope())
                && rule.cwd().equals(draft.cwd());
    }

    /** {@code ttl_seconds}, or, as an export has it, {@code expires_at}. */
    private static OptionalLong life(Fields fields, Instant now) {
        OptionalLong ttl = fields.optionalLong("ttl_seconds");
        Optional<String> end = fields.optionalText("expires_at");
        if (ttl.isPresent() || end.isEmpty()) {
            return ttl;
        }
        try {
            return OptionalLong.of(
                    Duration.between(now, Instant.parse(end.get())).toSeconds());
        } catch (DateTimeParseException e) {
            throw GateException.invalid("expires_at", "expires_at is an RFC 3339 time in UTC");
        }
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
