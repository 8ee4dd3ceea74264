package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.suggestion.Acceptance;
import com.expacti.application.suggestion.ManageSuggestions;
import com.expacti.application.suggestion.ManageSuggestions.Accepted;
import com.expacti.application.suggestion.MineSuggestions;
import com.expacti.application.suggestion.Suggestion;
import com.expacti.application.suggestion.Suggestion.Status;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.Target;
import com.expacti.domain.rule.Rule;
import com.expacti.testkit.TestGate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From approvals to a rule. */
final class SuggestionTest {
    private final TestGate gate = TestGate.create();
    private final ManageSuggestions suggestions = gate.useCases().suggestions();
    private final MineSuggestions mining = new MineSuggestions(
            new MineSuggestions.Sources(
                    new OneOrg(gate.org().org()),
                    gate.ports().audit(),
                    gate.ports().history(),
                    gate.ports().suggestions()),
            gate.useCases().views(),
            gate.useCases().backtest(),
            gate.clock());

    private record OneOrg(OrgId org) implements OrgRegistry {
        @Override
        public void found(OrgId org, OrgSettings settings, List<Person> people, List<Target> targets) {
            throw new UnsupportedOperationException("no org is founded here");
        }

        @Override
        public List<OrgId> all() {
            return List.of(org);
        }
    }

    private void approveBuilds(int from, int to) {
        for (int i = from; i < to; i++) {
            gate.approve(gate.submitted("rm /tmp/build-" + i));
        }
    }

    private List<Suggestion> open() {
        int _ = mining.mine();
        return suggestions.list(gate.owner(), Optional.of(Status.OPEN));
    }

    private Suggestion theOne() {
        List<Suggestion> open = open();
        assertEquals(1, open.size(), open.toString());
        return open.getFirst();
    }

    @Test
    void twelve_approvals_become_a_rule_that_lets_the_next_through() {
        approveBuilds(0, 12);
        Suggestion found = theOne();
        assertEquals("rm /tmp/build-*", found.proposal().pattern());
        assertEquals(12, found.proposal().approvals());
        assertEquals(new Suggestion.Trial(12, 12, 0), found.trial());

        Accepted accepted = suggestions.accept(gate.owner(), found.id(), Acceptance.AS_SUGGESTED);

        assertEquals(Status.ACCEPTED, accepted.suggestion().status());
        assertEquals(
                Optional.of(accepted.rule().rule().id()),
                accepted.suggestion().answer().orElseThrow().ruleId());
        assertEquals(
                Via.WHITELIST,
                gate.stored(gate.submitted("rm /tmp/build-99"))
                        .decision()
                        .orElseThrow()
                        .via());
        assertEquals(List.of(), open());
    }

    @Test
    void an_accepted_rule_has_its_makers_vote_alone_and_both_entries_are_in_the_log() {
        approveBuilds(0, 6);

        Rule rule = suggestions
                .accept(gate.owner(), theOne().id(), Acceptance.AS_SUGGESTED)
                .rule()
                .rule();

        assertEquals(Set.of(gate.owner().user().value()), rule.votesBehind());
        List<Object> events = gate.chain().stream()
                .<Object>map(entry -> entry.fields().get("event"))
                .toList();
        assertEquals(List.of("rule_created", "suggestion_accepted"), events.subList(events.size() - 2, events.size()));
    }

    @Test
    void what_rules_let_through_is_no_evidence() {
        approveBuilds(0, 4);
        gate.allow("rm /tmp/build-8");
        gate.submitted("rm /tmp/build-8");

        assertEquals(List.of(), open());
    }

    @Test
    void a_denial_takes_a_suggestion_back() {
        approveBuilds(0, 12);
        assertEquals(1, open().size());
        gate.deny(gate.submitted("rm /tmp/build-production"));

        assertEquals(List.of(), open());
    }

    @Test
    void accepting_what_was_denied_meanwhile_is_a_conflict() {
        approveBuilds(0, 12);
        String id = theOne().id();
        gate.deny(gate.submitted("rm /tmp/build-production"));

        refused(ErrorCode.CONFLICT, () -> suggestions.accept(gate.owner(), id, Acceptance.AS_SUGGESTED));
        assertEquals(List.of(), gate.useCases().rules().list(gate.owner(), Optional.empty(), 10));
    }

    @Test
    void a_dismissed_one_does_not_come_back() {
        approveBuilds(0, 12);
        Suggestion dismissed = suggestions.dismiss(gate.owner(), theOne().id());
        assertEquals(Status.DISMISSED, dismissed.status());
        gate.clock().advance(Duration.ofHours(1));
        approveBuilds(12, 30);

        assertEquals(List.of(), open());
        refused(ErrorCode.CONFLICT, () -> suggestions.dismiss(gate.owner(), dismissed.id()));
        refused(ErrorCode.CONFLICT, () -> suggestions.accept(gate.owner(), dismissed.id(), Acceptance.AS_SUGGESTED));
    }

    @Test
    void approvals_older_than_thirty_days_no_longer_count() {
        approveBuilds(0, 12);
        assertEquals(1, open().size());

        gate.clock().advance(Duration.ofDays(31));

        assertEquals(List.of(), open());
    }

    @Test
    void looking_twice_changes_nothing() {
        approveBuilds(0, 12);
        List<Suggestion> first = open();
        gate.approve(gate.submitted("ls"));

        assertEquals(first.getFirst().id(), open().getFirst().id());
        assertEquals(first.getFirst().proposal(), open().getFirst().proposal());
    }

    @Test
    void a_reviewer_reads_suggestions_and_makes_no_rule_of_them() {
        approveBuilds(0, 12);
        String id = theOne().id();

        assertEquals(1, suggestions.list(gate.reviewer(), Optional.empty()).size());
        refused(ErrorCode.FORBIDDEN, () -> suggestions.accept(gate.reviewer(), id, Acceptance.AS_SUGGESTED));
        refused(ErrorCode.FORBIDDEN, () -> suggestions.dismiss(gate.reviewer(), id));
    }

    @Test
    void another_orgs_suggestion_is_not_found() {
        approveBuilds(0, 12);
        String id = theOne().id();
        TestGate other = gate.beside("other");

        refused(ErrorCode.NOT_FOUND, () -> suggestions.get(other.owner(), id));
        refused(ErrorCode.NOT_FOUND, () -> suggestions.accept(other.owner(), id, Acceptance.AS_SUGGESTED));
        refused(ErrorCode.NOT_FOUND, () -> suggestions.dismiss(other.owner(), id));
    }

    @Test
    void edits_may_narrow_and_never_widen() {
        approveBuilds(0, 12);
        Suggestion found = theOne();
        int ceiling = found.proposal().maxRisk().orElseThrow();

        refused(
                ErrorCode.INVALID,
                () -> suggestions.accept(gate.owner(), found.id(), edits(OptionalInt.of(ceiling + 1))));
        Rule rule = suggestions
                .accept(gate.owner(), found.id(), edits(OptionalInt.of(ceiling - 1)))
                .rule()
                .rule();

        assertEquals(OptionalInt.of(ceiling - 1), rule.maxRisk());
        assertEquals(Optional.of("/srv"), rule.cwd());
        assertEquals(Optional.of(gate.clock().instant().plusSeconds(3600)), rule.expiresAt());
    }

    private static Acceptance edits(OptionalInt maxRisk) {
        return new Acceptance(
                OptionalLong.of(3600), Optional.empty(), Optional.of("/srv"), maxRisk, Optional.of("for a day"));
    }

    private static void refused(ErrorCode code, org.junit.jupiter.api.function.Executable work) {
        assertEquals(code, assertThrows(GateException.class, work).code());
    }
}
