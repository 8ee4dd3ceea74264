package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.ledger.Batch;
import com.expacti.application.ledger.BatchResult;
import com.expacti.application.ledger.Judgement;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Ruling;
import com.expacti.application.ledger.Sequencer;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.org.OrgViewCache;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.contract.Race;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SequencerTest {
    private final TestGate gate = TestGate.create();
    private final OrgId org = gate.org().org();
    private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());

    /** What stands in for {@code settle}: fails, waits or moves the gate, then lets the fake do it. */
    @FunctionalInterface
    private interface Before {
        void settle(int call) throws InterruptedException;
    }

    @Test
    void a_lone_settlement_goes_at_once_on_its_callers_thread() {
        Thread caller = Thread.currentThread();
        List<Thread> seen = new ArrayList<>();
        Sequencer sequencer = sequencer(call -> seen.add(Thread.currentThread()));

        Ruling ruling = sequencer.settle(org, view -> new Judgement.Settle(cancel(gate.submitted("make"))));

        assertInstanceOf(
                SettleResult.Settled.class,
                assertInstanceOf(Ruling.Ruled.class, ruling).result());
        assertEquals(List.of(caller), seen);
    }

    @Test
    void what_arrives_while_one_commits_goes_along_with_the_next() {
        List<CommandId> ids = ids();
        CountDownLatch others = new CountDownLatch(Race.RUNNERS - 1);
        Sequencer sequencer = sequencer(call -> {
            if (call == 1) {
                others.await();
            }
        });

        List<Ruling> rulings = Race.run(i -> () -> {
            others.countDown();
            return sequencer.settle(org, view -> new Judgement.Settle(cancel(ids.get(i))));
        });

        assertTrue(rulings.stream().allMatch(r -> r instanceof Ruling.Ruled(SettleResult.Settled settled)));
        assertEquals(Race.RUNNERS, batches.stream().mapToInt(size -> size).sum());
        assertTrue(batches.size() < Race.RUNNERS, "batches " + batches);
        for (CommandId id : ids) {
            assertEquals("cancelled", gate.stored(id).status());
        }
    }

    @Test
    void each_is_answered_with_its_own_result() {
        List<CommandId> ids = ids();
        Sequencer sequencer = sequencer(call -> {});

        List<Ruling> rulings =
                Race.run(i -> () -> sequencer.settle(org, view -> new Judgement.Settle(cancel(ids.get(i)))));

        for (int i = 0; i < Race.RUNNERS; i++) {
            Ruling.Ruled ruled = assertInstanceOf(Ruling.Ruled.class, rulings.get(i));
            SettleResult.Settled settled = assertInstanceOf(SettleResult.Settled.class, ruled.result());
            assertEquals(ids.get(i), settled.stored().submission().id());
        }
    }

    @Test
    void a_store_that_fails_once_fails_that_batch_and_no_later_one() {
        CommandId first = gate.submitted("one");
        CommandId second = gate.submitted("two");
        Sequencer sequencer = sequencer(call -> {
            if (call == 1) {
                throw new IllegalStateException("the store is down");
            }
        });

        IllegalStateException failed = assertThrows(
                IllegalStateException.class, () -> sequencer.settle(org, view -> new Judgement.Settle(cancel(first))));
        Ruling ruling = sequencer.settle(org, view -> new Judgement.Settle(cancel(second)));

        assertEquals("the store is down", failed.getMessage());
        assertEquals("pending", gate.stored(first).status());
        assertInstanceOf(Ruling.Ruled.class, ruling);
    }

    @Test
    void a_proposal_that_throws_fails_alone() {
        List<CommandId> ids = ids();
        CountDownLatch others = new CountDownLatch(Race.RUNNERS - 1);
        Sequencer sequencer = sequencer(call -> {
            if (call == 1) {
                others.await();
            }
        });

        List<String> told = Race.run(i -> () -> {
            others.countDown();
            try {
                Ruling _ = sequencer.settle(org, view -> {
                    if (i == 7) {
                        throw new IllegalArgumentException("a bug in one proposal");
                    }
                    return new Judgement.Settle(cancel(ids.get(i)));
                });
                return "settled";
            } catch (IllegalArgumentException e) {
                return String.valueOf(e.getMessage());
            }
        });

        assertEquals(1, Collections.frequency(told, "a bug in one proposal"));
        assertEquals(Race.RUNNERS - 1, Collections.frequency(told, "settled"));
        assertEquals("pending", gate.stored(ids.get(7)).status());
    }

    @Test
    void what_is_not_to_be_settled_never_reaches_the_store() {
        Sequencer sequencer = sequencer(call -> {});
        List<Judgement> judgements =
                List.of(new Judgement.Nothing(), new Judgement.AskPeople(), new Judgement.BackToPending(Set.of()));

        for (Judgement judgement : judgements) {
            assertEquals(new Ruling.Declined(judgement), sequencer.settle(org, view -> judgement));
        }
        assertEquals(List.of(), batches);
    }

    @Test
    void a_gate_that_moved_is_judged_again_by_what_it_is_now() {
        CommandId id = gate.submitted("make");
        List<Long> judgedBy = new ArrayList<>();
        Sequencer sequencer = sequencer(call -> {
            if (call <= 3) {
                var _ = gate.allow("echo " + call);
            }
        });

        Ruling ruling = sequencer.settle(org, view -> {
            judgedBy.add(view.gateVersion());
            return new Judgement.Settle(cancel(id));
        });

        assertInstanceOf(Ruling.Ruled.class, ruling);
        long first = judgedBy.getFirst();
        assertEquals(List.of(first, first + 1, first + 2, first + 3), judgedBy);
    }

    @Test
    void a_gate_that_never_holds_is_given_up_after_the_third_repetition() {
        CommandId id = gate.submitted("make");
        AtomicInteger judged = new AtomicInteger();
        Sequencer sequencer = sequencer(call -> {
            var _ = gate.allow("echo " + call);
        });

        Ruling ruling = sequencer.settle(org, view -> {
            int _ = judged.incrementAndGet();
            return new Judgement.Settle(cancel(id));
        });

        assertEquals(new Ruling.Contended(), ruling);
        assertEquals(4, judged.get());
        assertEquals("pending", gate.stored(id).status());
    }

    private List<CommandId> ids() {
        List<CommandId> ids = new ArrayList<>();
        for (int i = 0; i < Race.RUNNERS; i++) {
            ids.add(gate.submitted("echo " + i));
        }
        return ids;
    }

    private static Settlement cancel(CommandId id) {
        return Settlement.byRule(id, java.util.Optional.empty(), Outcome.CANCELLED, Via.CANCEL, List.of());
    }

    private Sequencer sequencer(Before before) {
        AtomicInteger calls = new AtomicInteger();
        Ledger ledger = (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, args) -> {
                    before.settle(calls.incrementAndGet());
                    if (!method.getName().equals("settle")) {
                        throw new IllegalStateException("a sequencer only settles");
                    }
                    BatchResult result = gate.ports().ledger().settle((OrgId) args[0], (Long) args[1], (Batch) args[2]);
                    if (result instanceof BatchResult.Done(List<SettleResult> results)) {
                        batches.add(results.size());
                    }
                    return result;
                });
        return new Sequencer(ledger, new OrgViewCache(gate.ports().orgs()));
    }
}
