package com.expacti.domain.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.command.Via;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.ViewBuilder;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.NearMiss;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleMatch;
import com.expacti.domain.rule.RuleScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rules under a policy that asks for more than any reviewer: only the votes behind a rule carry it. */
final class CarriedRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final String UNCARRIED = "it was made without the votes that the command's approval policy asks for";

    private final ViewBuilder org = new ViewBuilder()
            .with(ViewBuilder.person("ann", Role.REVIEWER))
            .with(ViewBuilder.person("ben", Role.REVIEWER))
            .with(ViewBuilder.person("eve", Role.AUDITOR))
            .with(new ScopedPolicy(
                    "pol_1",
                    new ApprovalPolicy.MinApprovers(2),
                    PatternType.GLOB,
                    "git *",
                    new RuleScope.Global(),
                    RiskLevel.LOW,
                    new UserId("user_ann"),
                    NOW));

    @Test
    void a_rule_two_people_stand_for_passes_where_two_are_asked_for() {
        Assessment assessment = assess(org.with(rule("r1", "git status", "user_ann", "user_ben")), Set.of());

        assertEquals(new Verdict.Allow(Via.WHITELIST, List.of("r1")), assessment.verdict());
    }

    @Test
    void a_rule_of_one_does_not_and_says_what_it_lacks() {
        Assessment assessment = assess(org.with(rule("r1", "git status", "user_ann")), Set.of());

        assertInstanceOf(Verdict.Review.class, assessment.verdict());
        assertEquals(List.of(), assessment.match().allowRuleIds());
        assertEquals(
                new NearMiss("r1", UNCARRIED), assessment.match().nearMisses().getFirst());
    }

    @Test
    void only_votes_of_people_who_may_decide_this_command_carry_a_rule() {
        assertInstanceOf(
                Verdict.Review.class,
                assess(org.with(rule("r1", "git status", "user_ann", "user_eve")), Set.of())
                        .verdict());
        assertInstanceOf(
                Verdict.Review.class,
                assess(org.with(rule("r1", "git status", "user_ann", "user_gone")), Set.of())
                        .verdict());
        assertInstanceOf(
                Verdict.Review.class,
                assess(org.with(rule("r1", "git status", "user_ann", "user_ben")), Set.of(new UserId("user_ben")))
                        .verdict());
    }

    @Test
    void beside_one_without_the_votes_the_one_with_them_is_named() {
        Assessment assessment = assess(
                org.with(rule("r1", "git status", "user_ann")).with(rule("r2", "git status", "user_ann", "user_ben")),
                Set.of());

        assertEquals(new Verdict.Allow(Via.WHITELIST, List.of("r2")), assessment.verdict());
    }

    @Test
    void a_deny_rule_needs_no_votes_to_stop() {
        Assessment assessment =
                assess(org.with(rule("r1", "git status", "user_ann")).with(deny("d1", "git status")), Set.of());

        assertEquals(
                List.of("d1"),
                assertInstanceOf(Verdict.Refuse.class, assessment.verdict()).ruleIds());
        assertEquals(List.of("d1"), assessment.match().denyRuleIds());
    }

    @Test
    void people_are_told_of_no_more_rules_than_they_can_read() {
        for (int i = 0; i <= RuleMatch.NEAR_MISSES_MAX; i++) {
            org.with(rule("r" + i, i % 2 == 0 ? "git status" : "git statu[s]", "user_ann"));
        }

        Assessment assessment = assess(org, Set.of());

        assertTrue(assessment.match().nearMisses().size() <= RuleMatch.NEAR_MISSES_MAX);
        assertInstanceOf(Verdict.Review.class, assessment.verdict());
    }

    private static Assessment assess(ViewBuilder org, Set<UserId> standBehind) {
        Question question = new Question(
                Gate.parse("git status"), Optional.empty(), Optional.empty(), List.of(), false, standBehind);
        return Gate.assess(org.build(), question, NOW);
    }

    private static Rule rule(String id, String pattern, String... votes) {
        return rule(id, RuleEffect.ALLOW, pattern, Set.of(votes));
    }

    private static Rule deny(String id, String pattern) {
        return rule(id, RuleEffect.DENY, pattern, Set.of());
    }

    private static Rule rule(String id, RuleEffect effect, String pattern, Set<String> votes) {
        return new Rule(
                id,
                effect,
                pattern.contains("[") ? PatternType.GLOB : PatternType.EXACT,
                pattern,
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "user_ann",
                false,
                votes);
    }
}
