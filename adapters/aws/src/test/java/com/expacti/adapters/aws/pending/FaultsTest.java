package com.expacti.adapters.aws.pending;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue.VoteResult;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import com.expacti.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Answers that are lost, calls that are turned away, clocks that differ: nothing is done twice, and nobody decides by it. */
final class FaultsTest {
    private static final OrgId ORG = new OrgId("org_faults");
    private static final CommandId COMMAND = new CommandId("cmd_01k5q3v7mg5am2x4y7a9b1c3e5");

    private final Faults faults = new Faults(LocalDynamo.http());
    private final DynamoDbClient client = LocalDynamo.client(faults);
    private final String table = LocalDynamo.table(client);
    private final FakeClock clock = new FakeClock();
    private final DynamoPendingQueue queue = by(clock);

    private DynamoPendingQueue by(InstantSource time) {
        return new DynamoPendingQueue(
                client, table, time, () -> UUID.randomUUID().toString());
    }

    /** What the client sends again by itself, because the first answer did not arrive. */
    @Test
    void an_item_whose_answer_was_lost_was_stored_by_this_call() {
        faults.loseAnswer();

        assertTrue(queue.put(item()));
        assertFalse(queue.put(item()), "the next call is another one");
        assertEquals(1, faults.met());
    }

    @Test
    void a_vote_whose_answer_was_lost_counts_once() {
        assertTrue(queue.put(item()));
        faults.loseAnswer();

        VoteResult result = vote(queue, "user_rita");

        assertEquals(
                1,
                assertInstanceOf(VoteResult.Counted.class, result)
                        .item()
                        .ballots()
                        .size());
        assertEquals(new VoteResult.VotedBefore(), vote(queue, "user_rita"));
    }

    @Test
    void a_claim_whose_answer_was_lost_is_won_and_by_nobody_else() {
        assertTrue(queue.put(item()));
        faults.loseAnswer();

        assertTrue(queue.claim(ORG, COMMAND, new Intent.Votes()).isPresent());
        assertEquals(Optional.empty(), queue.claim(ORG, COMMAND, new Intent.Votes()));
    }

    @Test
    void a_claim_whose_answer_was_lost_and_that_another_one_undid_is_not_won() {
        assertTrue(queue.put(item()));
        faults.loseAnswer(() -> {
            queue.release(ORG, COMMAND, Set.of());
            assertTrue(queue.claim(ORG, COMMAND, new Intent.TimedOut()).isPresent());
        });

        assertEquals(Optional.empty(), queue.claim(ORG, COMMAND, new Intent.Votes()));
        assertEquals(Optional.of(new Intent.TimedOut()), queue.get(ORG, COMMAND).flatMap(PendingItem::intent));
    }

    @ParameterizedTest
    @EnumSource
    void a_call_that_is_turned_away_a_few_times_is_made_again(Faults.Kind kind) {
        assertTrue(queue.put(item()));
        faults.turnAway(kind, 2);

        assertInstanceOf(VoteResult.Counted.class, vote(queue, "user_rita"));
        assertEquals(2, faults.met());
    }

    @ParameterizedTest
    @EnumSource
    void a_queue_that_goes_on_turning_calls_away_is_unavailable_and_nothing_has_happened(Faults.Kind kind) {
        assertTrue(queue.put(item()));
        faults.turnAway(kind, 1_000);

        for (var call : List.<Executable>of(
                () -> vote(queue, "user_rita"),
                () -> queue.claim(ORG, COMMAND, new Intent.Votes()),
                () -> queue.get(ORG, COMMAND),
                () -> queue.pending(ORG),
                () -> queue.due(10))) {
            assertEquals(
                    ErrorCode.UNAVAILABLE,
                    assertThrows(GateException.class, call).code());
        }
        faults.turnAway(kind, 0);
        assertEquals(Optional.of(item()), queue.get(ORG, COMMAND));
    }

    /** Two nodes whose clocks are ten seconds apart. The ledger's clock has the last word when it settles. */
    @Test
    void h6_a_clock_that_is_ahead_finds_an_item_due_early_and_one_behind_takes_its_votes() {
        assertTrue(queue.put(item()));
        DynamoPendingQueue ahead = by(() -> clock.instant().plusSeconds(70));

        assertEquals(1, ahead.due(10).size());
        assertEquals(0, queue.due(10).size());
        assertEquals(new VoteResult.Closed(), vote(ahead, "user_olga"));
        assertInstanceOf(VoteResult.Counted.class, vote(queue, "user_rita"));
        assertEquals(Optional.empty(), queue.claimDue(ORG, COMMAND));
        assertTrue(ahead.claimDue(ORG, COMMAND).isPresent());
    }

    /** Whatever an index says: a claim looks at the item itself. */
    @Test
    void an_index_that_is_late_claims_nothing_twice() {
        assertTrue(queue.put(item()));
        clock.advance(Duration.ofSeconds(61));
        var seen = queue.due(10);
        assertTrue(queue.claimDue(ORG, COMMAND).isPresent());

        assertEquals(1, seen.size());
        assertEquals(
                Optional.empty(),
                queue.claimDue(seen.getFirst().org(), seen.getFirst().command()));
    }

    private PendingItem item() {
        Instant start = FakeClock.START;
        return PendingItem.fresh(ORG, COMMAND, start, start.plusSeconds(60), Optional.empty());
    }

    private VoteResult vote(DynamoPendingQueue on, String voter) {
        return on.vote(
                ORG,
                COMMAND,
                new Ballot(
                        new UserId(voter),
                        new CredentialId("tok_" + voter),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        clock.instant()));
    }
}
