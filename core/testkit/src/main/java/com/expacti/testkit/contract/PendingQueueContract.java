package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue;
import com.expacti.application.queue.PendingQueue.VoteResult;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.approval.Remember;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.rule.PatternType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link PendingQueue} does with items, votes, claims and deadlines; holders are in {@link HolderContract}. */
public abstract class PendingQueueContract {
    private static final Duration WAIT_MAX = Duration.ofSeconds(600);

    private Store store;
    private PendingQueue queue;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        queue = store.queue();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void an_item_is_stored_once_and_reads_back() {
        PendingItem item = fresh();

        assertTrue(queue.put(item));
        assertFalse(queue.put(item));
        assertEquals(Optional.of(item), queue.get(scene.org, item.command()));
        assertEquals(List.of(item), queue.pending(scene.org));
        assertEquals(Optional.empty(), queue.get(scene.org, store.ids().command()));
    }

    @Test
    final void putting_an_item_again_keeps_the_votes_it_has() {
        PendingItem item = put();
        VoteResult _ = queue.vote(scene.org, item.command(), ballot(scene.rita.id(), true));

        assertFalse(queue.put(item));

        assertEquals(1, get(item).ballots().size());
    }

    @Test
    final void all_that_waits_is_listed_oldest_first_claimed_or_not() {
        PendingItem first = put();
        store.passTime(Duration.ofSeconds(1));
        PendingItem second = put();
        Optional<PendingItem> _ = queue.claim(scene.org, first.command(), new Intent.Votes());

        assertEquals(
                List.of(first.command(), second.command()),
                queue.pending(scene.org).stream().map(PendingItem::command).toList());
    }

    @Test
    final void what_was_voted_on_and_not_claimed_is_found_again() {
        PendingItem voted = put();
        PendingItem claimed = put();
        PendingItem untouched = put();
        VoteResult _ = queue.vote(scene.org, voted.command(), ballot(scene.rita.id(), true));
        VoteResult _ = queue.vote(scene.org, claimed.command(), ballot(scene.rita.id(), true));
        Optional<PendingItem> _ = queue.claim(scene.org, claimed.command(), new Intent.Votes());

        List<CommandId> found = queue.voted(1_000).stream()
                .filter(ref -> ref.org().equals(scene.org))
                .map(ref -> ref.command())
                .toList();

        assertEquals(List.of(voted.command()), found);
        assertFalse(found.contains(untouched.command()));
    }

    @Test
    final void a_vote_keeps_all_it_says() {
        PendingItem item = put();
        Ballot yes = ballot(scene.rita.id(), true);
        Ballot no = new Ballot(
                scene.olga.id(),
                new CredentialId("tok_olga"),
                false,
                Optional.of("zu \"gefährlich\"\n✓"),
                Optional.of("ls -l | cat"),
                Optional.empty(),
                store.ledger().now(),
                Ballot.Proof.STEP_UP);

        VoteResult first = queue.vote(scene.org, item.command(), yes);
        VoteResult second = queue.vote(scene.org, item.command(), no);

        assertEquals(
                List.of(yes),
                assertInstanceOf(VoteResult.Counted.class, first).item().ballots());
        assertEquals(
                List.of(yes, no),
                assertInstanceOf(VoteResult.Counted.class, second).item().ballots());
        assertEquals(List.of(yes, no), get(item).ballots());
    }

    @Test
    final void one_person_votes_once_and_the_first_vote_stands() {
        PendingItem item = put();
        VoteResult _ = queue.vote(scene.org, item.command(), ballot(scene.rita.id(), false));

        VoteResult again = queue.vote(scene.org, item.command(), ballot(scene.rita.id(), true));

        assertEquals(new VoteResult.VotedBefore(), again);
        assertEquals(
                List.of(false), get(item).ballots().stream().map(Ballot::allow).toList());
    }

    @Test
    final void nobody_votes_on_what_is_claimed_over_or_gone() {
        PendingItem claimed = put();
        Optional<PendingItem> _ = queue.claim(scene.org, claimed.command(), new Intent.Votes());
        PendingItem removed = put();
        queue.remove(scene.org, removed.command());
        PendingItem over = put();
        assertEquals(new VoteResult.Closed(), vote(claimed));
        assertEquals(new VoteResult.Closed(), vote(removed));
        store.passTime(Scene.PATIENCE.plusSeconds(1));

        assertEquals(new VoteResult.Closed(), vote(over));
        assertEquals(List.of(), get(over).ballots());
        assertEquals(List.of(), get(claimed).ballots());
    }

    @Test
    final void a_claim_is_won_once_and_keeps_its_intent() {
        for (Intent intent : List.of(
                new Intent.Votes(),
                new Intent.TimedOut(),
                new Intent.Cancelled("agent:builder", Optional.empty()),
                new Intent.Cancelled("system:disconnect", Optional.of("the agent's connection was lost")),
                new Intent.Failed("interrupted"))) {
            PendingItem item = put();

            Optional<PendingItem> won = queue.claim(scene.org, item.command(), intent);

            assertEquals(Optional.of(intent), won.flatMap(PendingItem::intent));
            assertEquals(won, queue.get(scene.org, item.command()));
            assertEquals(Optional.empty(), queue.claim(scene.org, item.command(), new Intent.Votes()));
        }
    }

    @Test
    final void what_is_gone_is_claimed_by_nobody() {
        CommandId gone = store.ids().command();

        assertEquals(Optional.empty(), queue.claim(scene.org, gone, new Intent.Votes()));
        assertEquals(Optional.empty(), queue.claimDue(scene.org, gone));
        assertEquals(Optional.empty(), queue.claimAt(scene.org, gone, 1, new Intent.Votes()));
    }

    @Test
    final void only_what_is_due_is_claimed_as_timed_out() {
        PendingItem item = put();

        assertEquals(Optional.empty(), queue.claimDue(scene.org, item.command()));
        assertFalse(due().contains(item.command()));
        store.passTime(Scene.PATIENCE.plusSeconds(1));
        assertTrue(due().contains(item.command()));
        assertEquals(
                Optional.of(new Intent.TimedOut()),
                queue.claimDue(scene.org, item.command()).flatMap(PendingItem::intent));
        assertFalse(due().contains(item.command()));
        assertEquals(Optional.empty(), queue.claimDue(scene.org, item.command()));
    }

    @Test
    final void a_claimed_item_can_change_its_intent_and_an_unclaimed_one_cannot() {
        PendingItem claimed = put();
        PendingItem open = put();
        Optional<PendingItem> _ = queue.claim(scene.org, claimed.command(), new Intent.Votes());

        queue.reclaim(scene.org, claimed.command(), new Intent.TimedOut());
        queue.reclaim(scene.org, open.command(), new Intent.TimedOut());

        assertEquals(Optional.of(new Intent.TimedOut()), get(claimed).intent());
        assertEquals(Optional.empty(), get(open).intent());
    }

    @Test
    final void a_released_item_waits_again_without_the_lapsed_votes() {
        PendingItem item = put();
        VoteResult _ = vote(item);
        VoteResult _ = queue.vote(scene.org, item.command(), ballot(scene.olga.id(), true));
        Optional<PendingItem> _ = queue.claim(scene.org, item.command(), new Intent.Votes());

        queue.release(scene.org, item.command(), Set.of(scene.rita.id()));

        assertEquals(Optional.empty(), get(item).intent());
        assertEquals(
                List.of(scene.olga.id()),
                get(item).ballots().stream().map(Ballot::voter).toList());
        assertInstanceOf(VoteResult.Counted.class, vote(item));
        assertTrue(queue.claim(scene.org, item.command(), new Intent.Votes()).isPresent());
    }

    @Test
    final void a_wait_that_was_over_goes_on_until_its_new_deadline_with_the_votes_it_has() {
        PendingItem item = put();
        VoteResult _ = vote(item);
        Instant later = item.deadline().plusSeconds(120);
        store.passTime(Scene.PATIENCE.plusSeconds(1));
        Optional<PendingItem> _ = queue.claimDue(scene.org, item.command());

        boolean first = queue.prolong(scene.org, item.command(), later);
        boolean second = queue.prolong(scene.org, item.command(), later.plusSeconds(60));

        assertTrue(first);
        assertFalse(second);
        assertEquals(Optional.empty(), get(item).intent());
        assertEquals(later, get(item).deadline());
        assertEquals(1, get(item).ballots().size());
        assertFalse(due().contains(item.command()));
    }

    @Test
    final void only_what_timed_out_goes_on() {
        PendingItem open = put();
        PendingItem decided = put();
        Optional<PendingItem> _ = queue.claim(scene.org, decided.command(), new Intent.Votes());

        assertFalse(queue.prolong(scene.org, open.command(), open.deadline().plusSeconds(60)));
        assertFalse(queue.prolong(scene.org, decided.command(), open.deadline().plusSeconds(60)));
        assertFalse(queue.prolong(scene.org, store.ids().command(), open.deadline()));
        assertEquals(open.deadline(), get(open).deadline());
        assertEquals(Optional.of(new Intent.Votes()), get(decided).intent());
    }

    @Test
    final void a_removed_item_is_gone() {
        PendingItem item = put();

        queue.remove(scene.org, item.command());
        queue.remove(scene.org, item.command());

        assertEquals(Optional.empty(), queue.get(scene.org, item.command()));
        assertEquals(List.of(), queue.pending(scene.org));
    }

    @Test
    final void an_extension_adds_to_the_deadline_up_to_the_longest_wait() {
        PendingItem item = put();

        Optional<Instant> once = queue.extend(scene.org, item.command(), Duration.ofSeconds(90), WAIT_MAX);
        Optional<Instant> capped = queue.extend(scene.org, item.command(), Duration.ofSeconds(590), WAIT_MAX);
        Optional<Instant> more = queue.extend(scene.org, item.command(), Duration.ofSeconds(60), WAIT_MAX);

        assertEquals(Optional.of(item.deadline().plusSeconds(90)), once);
        assertEquals(Optional.of(item.submittedAt().plus(WAIT_MAX)), capped);
        assertEquals(capped, more);
        assertEquals(item.submittedAt().plus(WAIT_MAX), get(item).deadline());
    }

    @Test
    final void an_extended_item_takes_votes_past_its_first_deadline() {
        PendingItem item = put();
        Optional<Instant> _ = queue.extend(scene.org, item.command(), Duration.ofSeconds(90), WAIT_MAX);
        store.passTime(Scene.PATIENCE.plusSeconds(5));

        assertFalse(due().contains(item.command()));
        assertInstanceOf(VoteResult.Counted.class, vote(item));
    }

    @Test
    final void what_is_claimed_over_or_gone_is_not_extended() {
        PendingItem claimed = put();
        Optional<PendingItem> _ = queue.claim(scene.org, claimed.command(), new Intent.Votes());
        PendingItem over = put();
        Duration by = Duration.ofSeconds(90);
        assertEquals(Optional.empty(), queue.extend(scene.org, claimed.command(), by, WAIT_MAX));
        assertEquals(Optional.empty(), queue.extend(scene.org, store.ids().command(), by, WAIT_MAX));
        store.passTime(Scene.PATIENCE.plusSeconds(1));

        assertEquals(Optional.empty(), queue.extend(scene.org, over.command(), by, WAIT_MAX));
    }

    @Test
    final void what_was_claimed_long_ago_is_stuck_until_it_is_released_or_removed() {
        PendingItem released = put();
        PendingItem removed = put();
        PendingItem open = put();
        Optional<PendingItem> _ = queue.claim(scene.org, released.command(), new Intent.Votes());
        Optional<PendingItem> _ = queue.claim(scene.org, removed.command(), new Intent.Votes());
        assertEquals(Set.of(), stuck());
        store.passTime(Duration.ofSeconds(31));
        PendingItem young = put();
        Optional<PendingItem> _ = queue.claim(scene.org, young.command(), new Intent.Votes());

        assertEquals(Set.of(released.command(), removed.command()), stuck(), "not " + open.command());
        queue.release(scene.org, released.command(), Set.of());
        queue.remove(scene.org, removed.command());
        assertEquals(Set.of(), stuck());
    }

    @Test
    final void of_many_claimers_one_wins() {
        PendingItem item = put();

        List<Optional<PendingItem>> results = Race.run(i -> () -> i % 2 == 0
                ? queue.claim(scene.org, item.command(), new Intent.Failed("runner " + i))
                : queue.claimAt(scene.org, item.command(), 1, new Intent.Failed("runner " + i)));

        List<PendingItem> won = results.stream().flatMap(Optional::stream).toList();
        assertEquals(1, won.size());
        assertEquals(won.getFirst().intent(), get(item).intent());
    }

    @Test
    final void of_many_that_put_one_item_one_does() {
        PendingItem item = fresh();

        List<Boolean> results = Race.run(i -> () -> queue.put(item));

        assertEquals(1, results.stream().filter(stored -> stored).count());
    }

    @Test
    final void of_many_votes_of_one_person_one_counts_and_of_many_people_all() {
        PendingItem alone = put();
        PendingItem crowd = put();

        List<VoteResult> same = Race.run(i -> () -> vote(alone));
        List<VoteResult> different =
                Race.run(i -> () -> queue.vote(scene.org, crowd.command(), ballot(new UserId("user_" + i), true)));

        assertEquals(
                1, same.stream().filter(VoteResult.Counted.class::isInstance).count());
        assertEquals(1, get(alone).ballots().size());
        assertTrue(different.stream().allMatch(VoteResult.Counted.class::isInstance));
        assertEquals(Race.RUNNERS, get(crowd).ballots().size());
    }

    @Test
    final void a_vote_that_races_a_claim_is_in_the_claimed_item_or_was_refused() {
        PendingItem item = put();

        List<Object> results = Race.run(i -> () -> i == 0
                ? (Object) queue.claim(scene.org, item.command(), new Intent.Votes())
                : queue.vote(scene.org, item.command(), ballot(new UserId("user_" + i), true)));

        long counted =
                results.stream().filter(VoteResult.Counted.class::isInstance).count();
        Optional<?> claimed = assertInstanceOf(Optional.class, results.getFirst());
        assertEquals(counted, get(item).ballots().size());
        assertEquals(Optional.of(get(item)), claimed);
    }

    private PendingItem fresh() {
        Instant now = store.ledger().now();
        return PendingItem.fresh(scene.org, store.ids().command(), now, now.plus(Scene.PATIENCE), Optional.empty());
    }

    private PendingItem put() {
        PendingItem item = fresh();
        assertTrue(queue.put(item));
        return item;
    }

    private PendingItem get(PendingItem item) {
        return queue.get(scene.org, item.command()).orElseThrow();
    }

    private VoteResult vote(PendingItem item) {
        return queue.vote(scene.org, item.command(), ballot(scene.rita.id(), true));
    }

    private Ballot ballot(UserId voter, boolean allow) {
        return new Ballot(
                voter,
                new CredentialId("tok_" + voter),
                allow,
                Optional.empty(),
                Optional.empty(),
                allow
                        ? Optional.of(new Remember(PatternType.GLOB, "ls *", "", OptionalLong.of(3600)))
                        : Optional.empty(),
                store.ledger().now());
    }

    private Set<CommandId> due() {
        return queue.due(10_000).stream()
                .filter(ref -> ref.org().equals(scene.org))
                .map(ref -> ref.command())
                .collect(Collectors.toSet());
    }

    private Set<CommandId> stuck() {
        return queue.stuck(Duration.ofSeconds(30), 10_000).stream()
                .filter(ref -> ref.org().equals(scene.org))
                .map(ref -> ref.command())
                .collect(Collectors.toSet());
    }
}
