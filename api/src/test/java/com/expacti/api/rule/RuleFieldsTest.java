package com.expacti.api.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.application.failure.GateException;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RuleFieldsTest {
    private static final Instant NOW = Instant.parse("2026-03-21T05:50:57Z");

    private static Rule rule(Optional<Instant> expiresAt) {
        return new Rule(
                "rule_1",
                RuleEffect.ALLOW,
                PatternType.EXACT,
                "ls",
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                expiresAt,
                "",
                "user_1",
                false,
                Set.of("user_1"));
    }

    private static Fields fields(JsonObject body) {
        return Fields.of(body.node());
    }

    private static JsonObject draft() {
        return JsonObject.object()
                .put("effect", "allow")
                .put("pattern_type", "exact")
                .put("pattern", "ls")
                .put("scope", "global");
    }

    @Test
    void an_edit_brings_no_expired_rule_back_to_life() {
        Rule over = rule(Optional.of(NOW.minusSeconds(1)));
        Fields note = fields(JsonObject.object().put("note", "still good"));
        GateException refused = assertThrows(GateException.class, () -> RuleFields.merged(over, note, NOW));
        assertEquals("ttl_seconds", refused.field().orElse(""));
    }

    @Test
    void an_edit_with_a_new_life_does() {
        Rule over = rule(Optional.of(NOW.minusSeconds(1)));
        Fields life = fields(JsonObject.object().put("ttl_seconds", 60));
        assertEquals(OptionalLong.of(60), RuleFields.merged(over, life, NOW).ttlSeconds());
    }

    @Test
    void an_edit_keeps_the_life_that_is_left() {
        Fields note = fields(JsonObject.object().put("note", "n"));
        assertEquals(
                OptionalLong.of(90),
                RuleFields.merged(rule(Optional.of(NOW.plusSeconds(90))), note, NOW)
                        .ttlSeconds());
        assertEquals(
                OptionalLong.empty(),
                RuleFields.merged(rule(Optional.empty()), note, NOW).ttlSeconds());
    }

    @Test
    void of_a_life_and_an_end_the_earlier_holds() {
        String end = NOW.plusSeconds(100).toString();
        assertEquals(
                OptionalLong.of(60),
                RuleFields.draft(fields(draft().put("expires_at", end).put("ttl_seconds", 60)), NOW)
                        .ttlSeconds());
        assertEquals(
                OptionalLong.of(100),
                RuleFields.draft(fields(draft().put("expires_at", end).put("ttl_seconds", 600)), NOW)
                        .ttlSeconds());
    }

    @Test
    void a_refusal_names_the_rule_by_the_caller_s_count() {
        GateException refused = assertThrows(
                GateException.class,
                () -> Located.among(List.of(0, 4, 7), () -> {
                    throw GateException.invalid("rules[2].pattern", "no");
                }));
        assertEquals("rules[7].pattern", refused.field().orElse(""));
        GateException only = assertThrows(
                GateException.class,
                () -> Located.among(List.of(4), () -> {
                    throw GateException.invalid("scope", "no");
                }));
        assertEquals("rules[4].scope", only.field().orElse(""));
    }
}
