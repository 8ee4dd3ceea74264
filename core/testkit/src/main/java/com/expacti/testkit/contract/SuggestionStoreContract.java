package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgChange;
import com.expacti.application.suggestion.Suggestion;
import com.expacti.application.suggestion.Suggestion.Status;
import com.expacti.application.suggestion.SuggestionStore;
import com.expacti.application.suggestion.SuggestionStore.Turn;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleScope;
import com.expacti.domain.suggestion.Dismissal;
import com.expacti.domain.suggestion.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SuggestionStore} does. */
public abstract class SuggestionStoreContract {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private Store store;
    private Scene scene;
    private SuggestionStore suggestions;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        scene = new Scene(store);
        suggestions = store.suggestions();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    private Suggestion suggestion(String pattern, int approvals) {
        Instant at = store.ledger().now().truncatedTo(ChronoUnit.MILLIS);
        Proposal proposal = new Proposal(
                PatternType.GLOB,
                pattern,
                new RuleScope.Target(scene.target.id().value()),
                Optional.of("/srv/app"),
                List.of(pattern.replace("*", "1"), pattern.replace("*", "ä")),
                OptionalInt.of(35),
                25,
                true,
                approvals,
                7,
                List.of("Olga", "Rita"),
                at.minusSeconds(60),
                at);
        return new Suggestion(proposal.id(scene.org), proposal, new Suggestion.Trial(40, 12, 1), at, Optional.empty());
    }

    private List<Suggestion> all() {
        return suggestions.suggestions(scene.org, Optional.empty(), 100);
    }

    @Test
    final void a_suggestion_reads_back_as_it_was_found() {
        Suggestion found = suggestion("rm /tmp/build-*", 12);

        suggestions.finish(scene.org, 1, List.of(found));

        assertEquals(List.of(found), all());
        assertEquals(Optional.of(found), suggestions.suggestion(scene.org, found.id()));
        assertEquals(Optional.empty(), suggestions.suggestion(scene.org, "sug_0"));
    }

    @Test
    final void the_best_supported_come_first_and_no_more_than_were_asked_for() {
        Suggestion few = suggestion("rm /tmp/few-*", 5);
        Suggestion many = suggestion("rm /tmp/many-*", 50);
        suggestions.finish(scene.org, 1, List.of(few, many));

        assertEquals(List.of(many, few), all());
        assertEquals(List.of(many), suggestions.suggestions(scene.org, Optional.of(Status.OPEN), 1));
        assertEquals(List.of(), suggestions.suggestions(scene.org, Optional.of(Status.DISMISSED), 9));
    }

    @Test
    final void what_is_found_again_is_updated_and_what_is_not_is_gone() {
        Suggestion first = suggestion("rm /tmp/a-*", 5);
        suggestions.finish(scene.org, 1, List.of(first, suggestion("rm /tmp/b-*", 5)));
        Suggestion again = suggestion("rm /tmp/a-*", 9);

        suggestions.finish(scene.org, 2, List.of(again));

        assertEquals(1, all().size());
        assertEquals(first.id(), all().getFirst().id());
        assertEquals(9, all().getFirst().proposal().approvals());
        assertEquals(first.foundAt(), all().getFirst().foundAt());
    }

    @Test
    final void accepting_makes_the_rule_and_closes_the_suggestion_together() {
        Suggestion found = suggestion("rm /tmp/a-*", 5);
        suggestions.finish(scene.org, 1, List.of(found));
        Rule rule = scene.rule("rm /tmp/a-1");

        long _ = scene.change(
                new OrgChange.RuleMade(rule),
                new OrgChange.SuggestionAccepted(found.id(), scene.olga.id().value(), rule.id()));

        Suggestion accepted = suggestions.suggestion(scene.org, found.id()).orElseThrow();
        assertEquals(Status.ACCEPTED, accepted.status());
        assertEquals(Optional.of(rule.id()), accepted.answer().orElseThrow().ruleId());
        assertEquals(scene.olga.id().value(), accepted.answer().orElseThrow().by());
        assertEquals("suggestion_accepted", scene.chain().getLast().fields().get("event"));
        assertEquals(found.id(), scene.chain().getLast().fields().get("subject"));
    }

    @Test
    final void one_that_was_answered_is_refused_and_nothing_of_that_change_is_stored() {
        Suggestion found = suggestion("rm /tmp/a-*", 5);
        suggestions.finish(scene.org, 1, List.of(found));
        long _ = scene.change(new OrgChange.SuggestionDismissed(
                found.id(), scene.olga.id().value(), found.proposal().pattern()));
        Rule rule = scene.rule("rm /tmp/a-1");
        int entries = scene.chain().size();
        long version = scene.version();

        GateException refused = assertThrows(
                GateException.class,
                () -> scene.change(
                        new OrgChange.RuleMade(rule),
                        new OrgChange.SuggestionAccepted(
                                found.id(), scene.olga.id().value(), rule.id())));

        assertEquals(ErrorCode.CONFLICT, refused.code());
        assertEquals(entries, scene.chain().size());
        assertEquals(version, scene.version());
        assertEquals(Optional.empty(), store.rules().rule(scene.org, rule.id()));
        assertEquals(
                Status.DISMISSED,
                suggestions.suggestion(scene.org, found.id()).orElseThrow().status());
    }

    @Test
    final void what_was_answered_stays_so_though_it_is_found_again_or_no_longer() {
        Suggestion found = suggestion("rm /tmp/a-*", 5);
        suggestions.finish(scene.org, 1, List.of(found));
        long _ = scene.change(new OrgChange.SuggestionDismissed(
                found.id(), scene.olga.id().value(), found.proposal().pattern()));

        suggestions.finish(scene.org, 2, List.of(suggestion("rm /tmp/a-*", 99)));
        suggestions.finish(scene.org, 3, List.of());

        assertEquals(1, all().size());
        assertEquals(Status.DISMISSED, all().getFirst().status());
        assertEquals(5, all().getFirst().proposal().approvals());
    }

    @Test
    final void a_dismissal_is_remembered_with_what_it_rested_on() {
        Suggestion found = suggestion("rm /tmp/a-*", 5);
        suggestions.finish(scene.org, 1, List.of(found, suggestion("rm /tmp/b-*", 5)));
        long _ = scene.change(new OrgChange.SuggestionDismissed(
                found.id(), scene.olga.id().value(), found.proposal().pattern()));

        List<Dismissal> dismissals = suggestions.dismissals(scene.org, 10);

        assertEquals(1, dismissals.size());
        Dismissal dismissal = dismissals.getFirst();
        assertEquals("rm /tmp/a-*", dismissal.pattern());
        assertEquals(found.proposal().scope(), dismissal.scope());
        assertEquals(found.proposal().cwd(), dismissal.cwd());
        assertEquals(found.proposal().examples(), dismissal.examples());
        assertEquals(
                suggestions
                        .suggestion(scene.org, found.id())
                        .orElseThrow()
                        .answer()
                        .orElseThrow()
                        .at(),
                dismissal.dismissedAt());
    }

    @Test
    final void one_has_the_turn_until_it_is_given_back_and_something_has_happened() {
        assertEquals(Turn.YOURS, suggestions.begin(scene.org, 4, LEASE));
        assertEquals(Turn.NOT_NOW, suggestions.begin(scene.org, 4, LEASE));
        assertEquals(Turn.NOT_NOW, suggestions.begin(scene.org, 5, LEASE));

        suggestions.finish(scene.org, 4, List.of());

        assertEquals(Turn.NOT_NOW, suggestions.begin(scene.org, 4, LEASE));
        assertEquals(Turn.YOURS, suggestions.begin(scene.org, 5, LEASE));
    }

    @Test
    final void a_turn_that_is_never_given_back_is_anothers_after_its_lease() {
        assertEquals(Turn.YOURS, suggestions.begin(scene.org, 4, LEASE));

        store.passTime(LEASE.plusSeconds(1));

        assertEquals(Turn.YOURS, suggestions.begin(scene.org, 4, LEASE));
    }

    @Test
    final void after_a_day_it_is_looked_again_though_nothing_happened() {
        assertEquals(Turn.YOURS, suggestions.begin(scene.org, 4, LEASE));
        suggestions.finish(scene.org, 4, List.of());

        store.passTime(SuggestionStore.LOOK_AGAIN.plusSeconds(1));

        assertEquals(Turn.YOURS, suggestions.begin(scene.org, 4, LEASE));
    }

    @Test
    final void of_those_who_want_the_turn_at_once_one_gets_it() {
        List<Turn> turns = Race.run(i -> () -> suggestions.begin(scene.org, 4, LEASE));

        assertEquals(1, turns.stream().filter(turn -> turn == Turn.YOURS).count());
    }

    @Test
    final void another_orgs_suggestions_are_not_there() {
        Suggestion found = suggestion("rm /tmp/a-*", 5);
        suggestions.finish(scene.org, 1, List.of(found));
        Scene other = new Scene(store);

        assertEquals(Optional.empty(), suggestions.suggestion(other.org, found.id()));
        assertEquals(List.of(), suggestions.suggestions(other.org, Optional.empty(), 10));
        suggestions.finish(other.org, 1, List.of());
        assertTrue(suggestions.suggestion(scene.org, found.id()).isPresent());
        assertThrows(
                GateException.class,
                () -> other.change(new OrgChange.SuggestionDismissed(
                        found.id(), other.olga.id().value(), found.proposal().pattern())));
    }
}
