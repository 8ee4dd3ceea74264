package com.expacti.domain.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.Target;
import com.expacti.domain.org.TimeoutAction;
import com.expacti.domain.org.ViewBuilder;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The decision order of the protocol, one step after the other. */
final class GateTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final String UNPARSED = "echo \"";

    @Test
    void without_rules_everything_goes_to_people() {
        for (String command : List.of("git status", "make", UNPARSED)) {
            assertEquals(new Verdict.Review(Optional.empty(), ApprovalPolicy.ANY), verdict(new ViewBuilder(), command));
            assertEquals("review", verdict(new ViewBuilder(), command).literal());
        }
    }

    @Test
    void a_plan_without_commands_left_comes_before_every_rule() {
        ViewBuilder org =
                new ViewBuilder().with(rule("a", RuleEffect.ALLOW, "make")).with(rule("d", RuleEffect.DENY, "make"));
        Question question = new Question(Gate.parse("make"), Optional.empty(), Optional.empty(), List.of(), true);

        Verdict verdict = Gate.assess(org.build(), question, NOW).verdict();

        assertEquals(
                Via.PLAN_LIMIT, assertInstanceOf(Verdict.Refuse.class, verdict).via());
        assertEquals("plan_limit", verdict.literal());
    }

    @Test
    void a_deny_rule_beats_an_allow_rule_and_the_threshold() {
        ViewBuilder org = new ViewBuilder()
                .with(rule("a", RuleEffect.ALLOW, "git status"))
                .with(rule("d", RuleEffect.DENY, "git status"))
                .with(threshold(100, false));

        Verdict.Refuse refuse = assertInstanceOf(Verdict.Refuse.class, verdict(org, "git status"));

        assertEquals(Via.DENY_RULE, refuse.via());
        assertEquals(List.of("d"), refuse.ruleIds());
        assertEquals("deny_rule", refuse.literal());
    }

    @Test
    void an_allow_rule_lets_its_command_through_and_is_named() {
        ViewBuilder org = new ViewBuilder().with(rule("a", RuleEffect.ALLOW, "git status"));

        assertEquals(new Verdict.Allow(Via.WHITELIST, List.of("a")), verdict(org, "git status"));
        assertEquals("allow_rule", verdict(org, "git status").literal());
        assertInstanceOf(Verdict.Review.class, verdict(org, "git status -s"));
    }

    @Test
    void text_that_does_not_parse_passes_by_no_rule_and_no_threshold() {
        ViewBuilder org =
                new ViewBuilder().with(rule("a", RuleEffect.ALLOW, UNPARSED)).with(threshold(100, false));

        assertInstanceOf(Verdict.Review.class, verdict(org, UNPARSED));
    }

    @Test
    void what_took_too_much_work_to_judge_passes_by_no_rule_and_no_threshold() {
        var view = new ViewBuilder()
                .with(rule("a", RuleEffect.ALLOW, "git status"))
                .with(threshold(100, false))
                .build();
        Question question = on(Optional.empty());
        Assessment judged = Gate.assess(view, question, NOW);
        Assessment over = new Assessment(judged.risk().overBudget(), judged.match(), judged.verdict());

        assertInstanceOf(
                Verdict.Allow.class, Gate.withAnomalies(view, question, judged).verdict());
        assertEquals(
                new Verdict.Review(Optional.empty(), ApprovalPolicy.ANY),
                Gate.withAnomalies(view, question, over).verdict());
    }

    @Test
    void an_anomaly_suspends_the_whitelist_only_where_the_org_wants_that() {
        ViewBuilder org = new ViewBuilder().with(rule("a", RuleEffect.ALLOW, "git status"));

        assertInstanceOf(Verdict.Allow.class, strange(org, "git status"));
        assertInstanceOf(Verdict.Review.class, strange(org.with(threshold(0, true)), "git status"));
        assertInstanceOf(Verdict.Allow.class, verdict(org.with(threshold(0, true)), "git status"));
    }

    @Test
    void text_without_a_simple_command_passes_by_no_threshold() {
        for (String command : List.of("((x))", "> f", "[[ a ]]")) {
            assertInstanceOf(
                    Verdict.Review.class, verdict(new ViewBuilder().with(threshold(100, false)), command), command);
        }
    }

    @Test
    void the_threshold_is_strict_and_spares_neither_anomalies_nor_what_runs_mutable_code() {
        int score = assess(new ViewBuilder(), "git status").risk().score();
        assertTrue(assess(new ViewBuilder(), "make").risk().runsMutableCode());

        assertEquals(
                new Verdict.Allow(Via.THRESHOLD, List.of()),
                verdict(new ViewBuilder().with(threshold(score + 1, false)), "git status"));
        assertEquals(
                "threshold",
                verdict(new ViewBuilder().with(threshold(100, false)), "git status")
                        .literal());
        assertInstanceOf(Verdict.Review.class, verdict(new ViewBuilder().with(threshold(score, false)), "git status"));
        assertInstanceOf(Verdict.Review.class, strange(new ViewBuilder().with(threshold(100, false)), "git status"));
        assertInstanceOf(Verdict.Review.class, verdict(new ViewBuilder().with(threshold(100, false)), "make"));
    }

    @Test
    void a_target_raises_the_score_and_brings_its_rules() {
        Target production = new Target(new TargetId("prod"), "prod", Environment.PRODUCTION, true, Set.of("live"));
        Rule onTarget = new Rule(
                "t",
                RuleEffect.ALLOW,
                PatternType.EXACT,
                "git status",
                new RuleScope.Target("prod"),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "user_1",
                false,
                Set.of());
        var view = new ViewBuilder().with(production).with(onTarget).build();
        Question there = new Question(
                Gate.parse("git status"), Optional.empty(), Optional.of(production.id()), List.of(), false);
        Question delete = new Question(
                Gate.parse("rm -r build"), Optional.empty(), Optional.of(production.id()), List.of(), false);
        Question nowhere =
                new Question(Gate.parse("rm -r build"), Optional.empty(), Optional.empty(), List.of(), false);

        assertInstanceOf(Verdict.Allow.class, Gate.assess(view, there, NOW).verdict());
        assertInstanceOf(
                Verdict.Review.class, verdict(new ViewBuilder().with(production).with(onTarget), "git status"));
        assertTrue(Gate.assess(view, delete, NOW).risk().score()
                > Gate.assess(view, nowhere, NOW).risk().score());
    }

    @Test
    void a_policy_of_one_target_or_group_asks_there_alone() {
        Target production = new Target(new TargetId("prod"), "prod", Environment.PRODUCTION, true, Set.of("live"));
        for (String scope : List.of("target:prod", "group:live")) {
            var view = new ViewBuilder()
                    .with(production)
                    .with(new ScopedPolicy(
                            "pol_1",
                            new ApprovalPolicy.MinApprovers(2),
                            PatternType.GLOB,
                            "git *",
                            RuleScope.parse(scope),
                            RiskLevel.LOW,
                            new UserId("user_ann"),
                            NOW))
                    .build();

            assertEquals(
                    new Verdict.Review(Optional.of("pol_1"), new ApprovalPolicy.MinApprovers(2)),
                    Gate.assess(view, on(Optional.of(production.id())), NOW).verdict());
            assertEquals(
                    new Verdict.Review(Optional.empty(), ApprovalPolicy.ANY),
                    Gate.assess(view, on(Optional.empty()), NOW).verdict());
        }
    }

    private static Question on(Optional<TargetId> target) {
        return new Question(Gate.parse("git status"), Optional.empty(), target, List.of(), false);
    }

    @Test
    void under_any_policy_but_any_reviewer_nothing_passes_unseen() {
        Question question =
                new Question(Gate.parse("git status"), Optional.empty(), Optional.empty(), List.of(), false);
        var risk = assess(new ViewBuilder(), "git status").risk();

        assertTrue(Gate.mayPassUnseen(question, risk, ApprovalPolicy.ANY));
        assertEquals(false, Gate.mayPassUnseen(question, risk, new ApprovalPolicy.MinApprovers(1)));
    }

    private static Verdict verdict(ViewBuilder org, String command) {
        return assess(org, command).verdict();
    }

    private static Assessment assess(ViewBuilder org, String command) {
        Question question = new Question(Gate.parse(command), Optional.empty(), Optional.empty(), List.of(), false);
        return Gate.assess(org.build(), question, NOW);
    }

    private static Verdict strange(ViewBuilder org, String command) {
        Question question =
                new Question(Gate.parse(command), Optional.empty(), Optional.empty(), List.of("retry_storm"), false);
        return Gate.assess(org.build(), question, NOW).verdict();
    }

    private static OrgSettings threshold(int below, boolean anomalySuspends) {
        return new OrgSettings(
                "Test",
                Duration.ofSeconds(60),
                TimeoutAction.DENY,
                OptionalInt.empty(),
                OptionalInt.of(below),
                anomalySuspends,
                AnomalySettings.STANDARD,
                false);
    }

    private static Rule rule(String id, RuleEffect effect, String pattern) {
        return new Rule(
                id,
                effect,
                PatternType.EXACT,
                pattern,
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "user_1",
                false,
                Set.of());
    }
}
