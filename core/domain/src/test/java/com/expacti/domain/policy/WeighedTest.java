package com.expacti.domain.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.policy.Weighed.Outcome;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import com.expacti.shell.ShellParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What people are told about why a policy applies to their command, or does not. */
final class WeighedTest {
    private static final Instant MADE = Instant.parse("2026-03-02T10:00:00Z");
    private static final Place PRODUCTION = new Place(Optional.of(new TargetId("prod")), Set.of("live"));
    private static final Place NOWHERE = new Place(Optional.empty(), Set.of());
    private static final RuleScope EVERYWHERE = new RuleScope.Global();

    @Test
    void a_lone_policy_applies_because_its_pattern_covers_the_command() {
        List<Weighed> told = weighed("git push", NOWHERE, RiskLevel.LOW, policy("pol_1", "git push*"));

        assertEquals(List.of("pol_1 APPLIES its pattern covers a command of the line"), read(told));
    }

    @Test
    void of_two_the_second_is_told_to_come_after_and_why() {
        ScopedPolicy narrow = policy("pol_1", PatternType.GLOB, "git push*", new RuleScope.Target("prod"));
        ScopedPolicy wide = policy("pol_2", "git push*");

        List<Weighed> told = weighed("git push", PRODUCTION, RiskLevel.LOW, wide, narrow);

        assertEquals(
                List.of(
                        "pol_1 APPLIES it comes before `pol_2`: its scope is narrower",
                        "pol_2 OUTRANKED `pol_1` comes before it: its scope is narrower"),
                read(told));
    }

    @Test
    void whatever_puts_one_before_the_other_is_the_reason() {
        ScopedPolicy glob = policy("pol_b", "git push*");
        ScopedPolicy exact = policy("pol_a", PatternType.EXACT, "git push", EVERYWHERE);
        ScopedPolicy shorter = policy("pol_a", "git pu*");
        ScopedPolicy riskier = at(policy("pol_c", "git push*"), RiskLevel.MEDIUM, MADE);
        ScopedPolicy newer = at(policy("pol_a", "git push*"), RiskLevel.LOW, MADE.plusSeconds(1));
        ScopedPolicy group = policy("pol_a", PatternType.GLOB, "git push*", new RuleScope.Group("live"));

        assertEquals(
                "pol_a before pol_b: its pattern type comes first (exact, then glob, then regex)", order(glob, exact));
        assertEquals("pol_b before pol_a: its literal prefix is longer", order(shorter, glob));
        assertEquals("pol_c before pol_b: its minimum risk is higher", order(glob, riskier));
        assertEquals("pol_a before pol_b: it is newer", order(glob, newer));
        assertEquals("pol_a before pol_b: its scope is narrower", order(glob, group));
    }

    @Test
    void one_that_holds_elsewhere_or_from_a_higher_risk_says_so() {
        ScopedPolicy elsewhere = policy("pol_1", PatternType.GLOB, "git push*", new RuleScope.Target("staging"));
        ScopedPolicy later = at(policy("pol_2", "git push*"), RiskLevel.HIGH, MADE);

        List<Weighed> told = weighed("git push", PRODUCTION, RiskLevel.MEDIUM, elsewhere, later);

        assertEquals(
                List.of(
                        "pol_1 DOES_NOT_HOLD it holds on target:staging only",
                        "pol_2 DOES_NOT_HOLD it holds from HIGH, and the command is MEDIUM"),
                read(told));
    }

    @Test
    void what_comes_before_one_is_a_policy_that_applies_and_not_one_that_does_not_hold() {
        ScopedPolicy elsewhere = policy("pol_1", PatternType.GLOB, "git push*", new RuleScope.Target("staging"));
        ScopedPolicy longer = policy("pol_2", "git push*");
        ScopedPolicy shorter = policy("pol_3", "git *");

        List<Weighed> told = weighed("git push", PRODUCTION, RiskLevel.LOW, shorter, longer, elsewhere);

        assertEquals(
                List.of(
                        "pol_2 APPLIES it comes before `pol_3`: its literal prefix is longer",
                        "pol_1 DOES_NOT_HOLD it holds on target:staging only",
                        "pol_3 OUTRANKED `pol_2` comes before it: its literal prefix is longer"),
                read(told));
    }

    @Test
    void of_two_made_at_one_moment_the_greater_id_is_the_newer() {
        ScopedPolicy one = policy("pol_1", "git push*");
        ScopedPolicy two = policy("pol_2", "git push*");

        assertEquals("pol_2 before pol_1: it is newer", order(one, two));
        assertEquals("pol_2 before pol_1: it is newer", order(two, one));
    }

    @Test
    void one_whose_pattern_covers_nothing_of_the_line_is_not_mentioned() {
        List<Weighed> told =
                weighed("git push; ls", NOWHERE, RiskLevel.LOW, policy("pol_1", "kubectl *"), policy("pol_2", "ls*"));

        assertEquals(List.of("pol_2 APPLIES its pattern covers a command of the line"), read(told));
    }

    @Test
    void one_written_for_the_whole_line_is_weighed_like_one_for_a_command() {
        ScopedPolicy whole = policy("pol_1", PatternType.EXACT, "git push; ls", EVERYWHERE);

        List<Weighed> told = weighed("git push; ls", NOWHERE, RiskLevel.LOW, whole);

        assertEquals(List.of("pol_1 APPLIES its pattern covers a command of the line"), read(told));
    }

    @Test
    void for_text_nobody_can_read_every_policy_of_the_place_applies() {
        ScopedPolicy elsewhere = policy("pol_1", PatternType.GLOB, "git push*", new RuleScope.Target("staging"));
        ScopedPolicy here = policy("pol_2", "kubectl *");

        List<Weighed> told = weighed("echo \"", NOWHERE, RiskLevel.LOW, elsewhere, here);

        assertEquals(
                List.of(
                        "pol_2 APPLIES the text cannot be read, so every policy of its place applies",
                        "pol_1 DOES_NOT_HOLD it holds on target:staging only"),
                read(told));
    }

    @Test
    void the_longest_line_that_is_looked_at_command_by_command_has_8192_characters() {
        String most = "echo " + "x".repeat(8_192 - "echo ".length());

        assertEquals(List.of(), weighed(most, NOWHERE, RiskLevel.LOW, policy("pol_1", "kubectl *")));
        assertEquals(
                List.of(Outcome.APPLIES),
                weighed(most + "x", NOWHERE, RiskLevel.LOW, policy("pol_1", "kubectl *")).stream()
                        .map(Weighed::outcome)
                        .toList());
    }

    @Test
    void a_stored_pattern_that_cannot_be_read_applies_to_everything_in_its_place() {
        ScopedPolicy broken = policy("pol_1", PatternType.REGEX, "git (", EVERYWHERE);

        List<Weighed> told = weighed("git push", NOWHERE, RiskLevel.LOW, broken);

        assertEquals(
                List.of("pol_1 APPLIES its stored pattern cannot be read, so it applies to everything in its place"),
                read(told));
    }

    @Test
    void people_are_told_of_ten_at_most() {
        List<ScopedPolicy> many = new ArrayList<>();
        for (int i = 10; i < 30; i++) {
            many.add(policy("pol_" + i, "git push*"));
        }

        List<Weighed> outranked = weighed("git push", NOWHERE, RiskLevel.LOW, many.toArray(ScopedPolicy[]::new));
        List<Weighed> unread = weighed("echo \"", NOWHERE, RiskLevel.LOW, many.toArray(ScopedPolicy[]::new));

        assertEquals(10, outranked.size());
        assertEquals(10, unread.size());
        assertTrue(unread.stream().allMatch(each -> each.outcome() == Outcome.APPLIES));
    }

    private static String order(ScopedPolicy... policies) {
        List<Weighed> told = weighed("git push", PRODUCTION, RiskLevel.CRITICAL, policies);
        String why = told.getLast().why();
        String first = told.getFirst().policy().id();
        String second = told.getLast().policy().id();
        assertEquals("`%s` comes before it: ".formatted(first), why.substring(0, why.indexOf(": ") + 2));
        return "%s before %s: %s".formatted(first, second, why.substring(why.indexOf(": ") + 2));
    }

    private static List<Weighed> weighed(String line, Place place, RiskLevel level, ScopedPolicy... policies) {
        return Weighed.of(PolicySet.of(List.of(policies)), ShellParser.parse(line), level, place);
    }

    private static List<String> read(List<Weighed> told) {
        return told.stream()
                .map(each -> "%s %s %s".formatted(each.policy().id(), each.outcome(), each.why()))
                .toList();
    }

    private static ScopedPolicy policy(String id, String glob) {
        return policy(id, PatternType.GLOB, glob, EVERYWHERE);
    }

    private static ScopedPolicy policy(String id, PatternType type, String pattern, RuleScope scope) {
        return new ScopedPolicy(
                id,
                new ApprovalPolicy.MinApprovers(2),
                type,
                pattern,
                scope,
                RiskLevel.LOW,
                new UserId("user_1"),
                MADE);
    }

    private static ScopedPolicy at(ScopedPolicy policy, RiskLevel level, Instant made) {
        return new ScopedPolicy(
                policy.id(),
                policy.policy(),
                policy.patternType(),
                policy.pattern(),
                policy.scope(),
                level,
                policy.createdBy(),
                made);
    }
}
