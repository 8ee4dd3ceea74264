package com.expacti.domain.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.identity.UserId;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.RuleScope;
import com.expacti.shell.ShellParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where looking at a line policy by policy would take too long, all of them apply. */
final class PolicyLimitsTest {
    private static final Place NOWHERE = new Place(Optional.empty(), Set.of());

    @Test
    void a_line_that_would_take_too_many_comparisons_falls_under_every_policy() {
        List<ScopedPolicy> policies = new ArrayList<>();
        for (int i = 0; i < PolicySet.POLICIES_MAX; i++) {
            policies.add(policy("pol_" + i, "[x-z]* --never-" + i));
        }
        PolicySet set = PolicySet.of(policies);

        assertEquals(0, chosen(set, lines(1)));
        assertEquals(PolicySet.POLICIES_MAX, chosen(set, lines(101)));
    }

    @Test
    void a_set_gives_back_the_policies_it_was_made_of() {
        ScopedPolicy first = policy("pol_1", "git push origin*");
        ScopedPolicy second = policy("pol_2", "git push*");
        PolicySet set = PolicySet.of(List.of(second, first));

        assertEquals(List.of(first, second), set.all());
        assertEquals(Optional.of(first), set.byId("pol_1"));
        assertEquals(Optional.of(second), set.byId("pol_2"));
        assertEquals(Optional.empty(), set.byId("pol_3"));
        assertFalse(set.isEmpty());
        assertTrue(PolicySet.NONE.isEmpty());
    }

    /** Fewer comparisons than are too many, each of which takes more than one step. */
    @Test
    void a_line_that_takes_too_many_steps_falls_under_every_policy() {
        List<ScopedPolicy> policies = new ArrayList<>();
        for (int i = 0; i < PolicySet.POLICIES_MAX; i++) {
            policies.add(policy("pol_" + i, "[x-z]* --never-" + i));
        }
        PolicySet set = PolicySet.of(policies);

        assertEquals(0, chosen(set, lines(20)));
        assertEquals(PolicySet.POLICIES_MAX, chosen(set, lines(95)));
    }

    @Test
    void a_regex_written_for_a_whole_line_covers_it() {
        PolicySet set = PolicySet.of(List.of(regex("pol_1", "git push && rm .*")));

        assertEquals(1, chosen(set, "git push && rm x"));
        assertEquals(0, chosen(set, "git push"));
    }

    @Test
    void what_has_no_words_of_its_own_is_covered_by_its_text() {
        PolicySet set = PolicySet.of(List.of(policy("pol_1", "* f")));

        assertEquals(1, chosen(set, "> f"));
        assertEquals(0, chosen(set, "> g"));
    }

    private static int chosen(PolicySet set, String line) {
        return set.choose(ShellParser.parse(line), RiskLevel.LOW, NOWHERE)
                .chosen()
                .size();
    }

    private static String lines(int commands) {
        return IntStream.range(0, commands).mapToObj(i -> "ls " + i).collect(Collectors.joining("; "));
    }

    private static ScopedPolicy policy(String id, String glob) {
        return policy(id, PatternType.GLOB, glob);
    }

    private static ScopedPolicy regex(String id, String regex) {
        return policy(id, PatternType.REGEX, regex);
    }

    private static ScopedPolicy policy(String id, PatternType type, String pattern) {
        return new ScopedPolicy(
                id,
                new ApprovalPolicy.MinApprovers(2),
                type,
                pattern,
                new RuleScope.Global(),
                RiskLevel.LOW,
                new UserId("user_1"),
                Instant.EPOCH);
    }
}
