package com.expacti.domain.suggestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.rule.MatchContext;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import com.expacti.domain.rule.RuleSet;
import com.expacti.shell.ShellParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** From single approvals to proposals, where the vectors look at whole situations. */
final class MinerTest {
    private static final OrgId ORG = new OrgId("org_1");

    @Test
    void one_odd_command_does_not_widen_what_the_others_add_up_to() {
        for (String odd : List.of("rm /tmp/built", "rm /tmp/builder")) {
            assertEquals(
                    List.of("rm /tmp/build-*"),
                    patterns(Stream.concat(series("rm /tmp/build-%d", 1, 6), Stream.of(odd))),
                    odd);
        }
    }

    @Test
    void commands_that_differ_in_two_words_fold_in_both() {
        assertEquals(
                List.of("cp /tmp/build-* /srv/app/rel-*"),
                patterns(IntStream.range(0, 6).mapToObj(i -> "cp /tmp/build-%d /srv/app/rel-%d".formatted(i, 9 - i))));
    }

    @Test
    void a_series_needs_three_different_values_and_five_approvals() {
        assertEquals(
                List.of("rm /tmp/build-*"),
                patterns(times(3, "rm /tmp/build-1"), times(1, "rm /tmp/build-2", "rm /tmp/build-3")));
        assertEquals(List.of(), patterns(times(4, "rm /tmp/build-1"), times(4, "rm /tmp/build-2")));
        assertEquals(List.of(), patterns(series("rm /tmp/build-%d", 1, 5)));
        assertEquals(List.of("rm /tmp/build-*"), patterns(series("rm /tmp/build-%d", 1, 6)));
    }

    @Test
    void one_text_approved_five_times_is_suggested_as_it_stands() {
        assertEquals(List.of(), patterns(times(4, "npm test")));

        Proposal proposal = propose(times(5, "npm test")).getFirst();

        assertEquals(PatternType.EXACT, proposal.patternType());
        assertEquals("npm test", proposal.pattern());
        assertEquals(OptionalInt.empty(), proposal.maxRisk());
        assertTrue(proposal.runsMutableCode());
        assertFalse(propose(times(5, "rm x")).getFirst().runsMutableCode());
    }

    @Test
    void a_text_of_1024_characters_is_suggested_and_a_longer_one_is_not() {
        String most = "echo " + "x".repeat(1_024 - "echo ".length());

        assertEquals(List.of(most), patterns(times(5, most)));
        assertEquals(List.of(), patterns(times(5, most + "x")));
    }

    @Test
    void whoever_approved_any_of_it_is_named_once_in_order() {
        List<Seen> seen = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            seen.add(seen("rm /tmp/build-" + i, 1, Set.of(i % 2 == 0 ? "Rita" : "Adam", "Olga"), 1 + i, 1 + i));
        }

        Proposal proposal = propose(seen).getFirst();

        assertEquals(List.of("Adam", "Olga", "Rita"), proposal.reviewers());
        assertEquals(SuggestionVectors.day(1), proposal.since());
        assertEquals(SuggestionVectors.day(6), proposal.last());
    }

    @Test
    void the_ceiling_of_a_pattern_is_ten_above_the_riskiest_command_and_never_high() {
        for (String form : List.of("touch out/abc-%d", "rm /tmp/build-%d", "rm -r /tmp/build-%d")) {
            Proposal proposal =
                    propose(series(form, 1, 8).map(MinerTest::once).toList()).getFirst();

            assertEquals(OptionalInt.of(Math.min(49, proposal.riskScore() + 10)), proposal.maxRisk());
            assertTrue(proposal.riskScore() > 0, form);
        }
    }

    @Test
    void an_id_is_the_same_for_the_same_rule_and_another_for_any_other() {
        Proposal proposal = propose(times(5, "npm test")).getFirst();
        Proposal again = propose(times(9, "npm test")).getFirst();
        Proposal other = propose(times(5, "npm run lint")).getFirst();

        assertEquals(proposal.id(ORG), again.id(ORG));
        assertTrue(proposal.id(ORG).matches("sug_[0-9a-f]{26}"), proposal.id(ORG));
        assertNotEquals(proposal.id(ORG), other.id(ORG));
        assertNotEquals(proposal.id(ORG), proposal.id(new OrgId("org_2")));
        assertNotEquals(
                in(proposal, Optional.of("/srv/a")).id(ORG),
                in(proposal, Optional.of("/srv/b")).id(ORG));
        assertNotEquals(in(proposal, Optional.of("/srv/a")).id(ORG), proposal.id(ORG));
    }

    private static Proposal in(Proposal p, Optional<String> cwd) {
        return new Proposal(
                p.patternType(),
                p.pattern(),
                p.scope(),
                cwd,
                p.examples(),
                p.maxRisk(),
                p.riskScore(),
                p.runsMutableCode(),
                p.approvals(),
                p.commands(),
                p.reviewers(),
                p.since(),
                p.last());
    }

    @Test
    void what_was_denied_since_takes_a_proposal_back() {
        Proposal proposal = propose(
                        series("rm /tmp/build-%d", 1, 6).map(MinerTest::once).toList())
                .getFirst();

        assertTrue(Miner.isUndenied(proposal, List.of(), SuggestionVectors.day(9)));
        assertTrue(Miner.isUndenied(proposal, List.of(once("rm /tmp/other")), SuggestionVectors.day(9)));
        assertFalse(Miner.isUndenied(proposal, List.of(once("rm /tmp/build-77")), SuggestionVectors.day(9)));
        assertFalse(Miner.isUndenied(proposal, List.of(once("sudo rm '/tmp/build-77'")), SuggestionVectors.day(9)));
    }

    /** Of a text approved before and after, one approval surely came after. */
    @Test
    void a_part_of_what_was_dismissed_comes_back_after_five_approvals_since() {
        Dismissal dismissal = new Dismissal(
                "rm /tmp/*",
                new RuleScope.Global(),
                Optional.empty(),
                List.of("rm /tmp/build-1", "rm /tmp/other-9"),
                SuggestionVectors.day(10));
        List<Seen> five = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            five.add(seen("rm /tmp/build-" + i, 2, Set.of("Rita"), 1, 20));
        }

        assertEquals(1, propose(five, List.of(dismissal)).size());
        assertEquals(List.of(), propose(five.subList(0, 4), List.of(dismissal)));
        List<Seen> since = List.of(
                seen("rm /tmp/build-1", 2, Set.of("Rita"), 11, 20),
                seen("rm /tmp/build-2", 2, Set.of("Rita"), 11, 20),
                seen("rm /tmp/build-3", 1, Set.of("Rita"), 11, 20));
        assertEquals(1, propose(since, List.of(dismissal)).size());
    }

    @Test
    void a_rule_by_itself_is_tried_as_the_gate_would() {
        Rule push = rule(RuleEffect.ALLOW, "git push origin *");
        Rule deny = rule(RuleEffect.DENY, "rm *");

        assertTrue(takes(push, "git push origin dev"));
        assertFalse(takes(push, "git push origin main")); // its risk is above what the rule lets through
        assertFalse(takes(push, "git status"));
        assertTrue(takes(deny, "sudo rm x"));
        assertFalse(takes(deny, "ls"));
    }

    private static boolean takes(Rule rule, String command) {
        return RuleTrial.of(rule)
                .takes(
                        ShellParser.parse(command),
                        Environment.NONE,
                        new MatchContext(Optional.empty(), Optional.empty(), Set.of(), SuggestionVectors.day(2)));
    }

    private static Rule rule(RuleEffect effect, String pattern) {
        return new Rule(
                "r",
                effect,
                PatternType.GLOB,
                pattern,
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "user_a",
                false,
                Set.of());
    }

    private static Stream<String> series(String form, int from, int to) {
        return IntStream.range(from, to).mapToObj(form::formatted);
    }

    private static List<String> patterns(Stream<String> commands) {
        return propose(commands.map(MinerTest::once).toList()).stream()
                .map(Proposal::pattern)
                .toList();
    }

    @SafeVarargs
    private static List<String> patterns(List<Seen>... seen) {
        return propose(Arrays.stream(seen).flatMap(List::stream).toList()).stream()
                .map(Proposal::pattern)
                .toList();
    }

    private static List<Proposal> propose(List<Seen> seen) {
        return propose(seen, List.of());
    }

    private static List<Proposal> propose(List<Seen> seen, List<Dismissal> dismissals) {
        return Miner.propose(new Past(seen, List.of(), dismissals, RuleSet.of(List.of()), SuggestionVectors.day(30)));
    }

    private static List<Seen> times(int times, String... commands) {
        return Stream.of(commands)
                .map(command -> seen(command, times, Set.of("Rita"), 1, 2))
                .toList();
    }

    private static Seen once(String command) {
        return seen(command, 1, Set.of("Rita"), 1, 1);
    }

    private static Seen seen(String command, int times, Set<String> reviewers, int first, int last) {
        return new Seen(
                command,
                Optional.empty(),
                Seen.Place.NOWHERE,
                times,
                reviewers,
                SuggestionVectors.day(first),
                SuggestionVectors.day(last));
    }
}
