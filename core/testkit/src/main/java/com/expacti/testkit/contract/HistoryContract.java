package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.ledger.Batch;
import com.expacti.application.ledger.BatchResult;
import com.expacti.application.ledger.Claim;
import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.Judged;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Lesson;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.anomaly.Anomalies;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.anomaly.HistoryEvent;
import com.expacti.domain.anomaly.HistoryEvent.By;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} remembers of agents: what became true, once, whichever node it went through. */
public abstract class HistoryContract {
    private Store store;
    private Ledger ledger;
    private Scene scene;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        ledger = store.ledger();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void an_agent_that_did_nothing_has_no_history() {
        assertEquals(AgentHistory.NONE, ledger.history(scene.org, scene.agent));
        assertEquals(AgentHistory.NONE, ledger.history(scene.org, new AgentId("agent_nobody")));
    }

    @Test
    final void a_claim_is_judged_by_the_history_and_moves_it() {
        AgentHistory expected = AgentHistory.NONE;
        for (int i = 0; i < 3; i++) {
            Submission submission = scene.submission("make " + i);
            Claim claim = scene.claim(submission);
            AgentHistory before = expected;

            ClaimResult result = ledger.claim(submission, history -> {
                return history.equals(before) ? claim : reasons(claim, List.of("judged by another history"));
            });

            CommandRecord stored =
                    assertInstanceOf(ClaimResult.Claimed.class, result).stored();
            assertEquals(List.of("retry_storm"), stored.anomalyReasons());
            expected = before.after(new HistoryEvent.Submitted(claim.sighting()));
            assertEquals(expected, ledger.history(scene.org, scene.agent));
        }
        assertEquals(AgentHistory.NONE, ledger.history(scene.org, scene.otherAgent));
    }

    @Test
    final void a_settlement_by_rule_teaches_the_submission_and_its_end() {
        Submission submission = scene.submission("git status");
        Claim claim = scene.claim(submission);
        HistoryEvent allowed = new HistoryEvent.Approved(claim.sighting(), By.RULE);

        SettleResult result = settle(ledger, List.of(taught(scene.byRule(submission), allowed)))
                .getFirst();

        assertInstanceOf(SettleResult.Settled.class, result);
        assertEquals(
                AgentHistory.NONE.after(List.of(new HistoryEvent.Submitted(claim.sighting()), allowed)),
                ledger.history(scene.org, scene.agent));
    }

    @Test
    final void a_settlement_of_what_waited_teaches_its_end() {
        CommandId id = scene.waiting("make").submission().id();
        AgentHistory before = ledger.history(scene.org, scene.agent);
        HistoryEvent denied = new HistoryEvent.Denied(scene.session, ledger.now(), Optional.of(Digest.ofText("ls -l")));

        List<SettleResult> _ = settle(ledger, List.of(taught(scene.denial(id), denied)));

        assertEquals(before.after(denied), ledger.history(scene.org, scene.agent));
    }

    @Test
    final void settlements_of_a_batch_teach_one_after_the_other() {
        List<Judged> batch = new ArrayList<>();
        AgentHistory expected = AgentHistory.NONE;
        for (int i = 0; i < 5; i++) {
            Submission submission = scene.submission("echo " + i);
            Judged judged = taught(
                    scene.byRule(submission),
                    new HistoryEvent.Approved(scene.claim(submission).sighting(), By.RULE));
            batch.add(judged);
            expected = judged.teach(expected);
        }

        List<SettleResult> _ = settle(ledger, batch);

        assertEquals(expected, ledger.history(scene.org, scene.agent));
    }

    @Test
    final void what_is_known_already_teaches_nothing() {
        Submission first = scene.submission(scene.session, "ref-1", "make", false);
        Submission again = scene.submission(scene.session, "ref-1", "make", false);
        Submission other = scene.submission(scene.session, "ref-1", "make clean", false);
        ClaimResult _ = scene.claimed(first);
        AgentHistory before = ledger.history(scene.org, scene.agent);

        assertInstanceOf(ClaimResult.Known.class, scene.claimed(again));
        assertInstanceOf(ClaimResult.Conflict.class, scene.claimed(other));
        List<SettleResult> results = settle(
                ledger,
                List.of(
                        taught(
                                scene.byRule(again),
                                new HistoryEvent.Approved(scene.claim(again).sighting(), By.RULE)),
                        new Judged(scene.byRule(other), Optional.empty())));

        assertInstanceOf(SettleResult.Known.class, results.get(0));
        assertInstanceOf(SettleResult.Conflict.class, results.get(1));
        assertEquals(before, ledger.history(scene.org, scene.agent));
    }

    @Test
    final void a_batch_judged_by_a_gate_that_moved_teaches_nothing() {
        long judgedBy = scene.version();
        long _ = scene.change();

        BatchResult result = ledger.settle(scene.org, judgedBy, Scene.batch(scene.byRule(scene.submission("ls"))));

        assertInstanceOf(BatchResult.Moved.class, result);
        assertEquals(AgentHistory.NONE, ledger.history(scene.org, scene.agent));
    }

    @Test
    final void a_settlement_that_fails_leaves_the_history_as_it_was_and_the_next_is_judged_by_that() {
        CommandRecord _ = scene.waiting("make");
        AgentHistory before = ledger.history(scene.org, scene.agent);

        assertThrows(
                RuntimeException.class,
                () -> settle(
                        ledger,
                        List.of(
                                new Judged(scene.approval(new CommandId("cmd_nowhere")), Optional.empty()),
                                new Judged(scene.byRule(scene.submission("ls")), Optional.empty()))));
        List<AgentHistory> asked = new ArrayList<>();
        BatchResult _ = ledger.settle(scene.org, scene.version(), asking(asked, scene.byRule(scene.submission("ls"))));

        assertEquals(before, asked.getLast());
        assertEquals(2, ledger.history(scene.org, scene.agent).submitted());
    }

    @Test
    final void a_batch_is_judged_by_what_went_through_another_node_meanwhile() {
        Ledger other = store.anotherNode();
        CommandRecord _ = scene.waiting("make 1");
        Submission elsewhere = scene.submission("make 2");
        ClaimResult _ = other.claim(elsewhere, _ -> scene.claim(elsewhere));
        AgentHistory now = other.history(scene.org, scene.agent);
        List<AgentHistory> asked = new ArrayList<>();

        BatchResult result =
                ledger.settle(scene.org, scene.version(), asking(asked, scene.byRule(scene.submission("ls"))));

        assertEquals(
                1, assertInstanceOf(BatchResult.Done.class, result).results().size());
        assertEquals(now, asked.getLast());
        assertEquals(3, other.history(scene.org, scene.agent).submitted());
    }

    @Test
    final void a_batch_that_turns_out_otherwise_by_the_newest_history_stores_only_what_it_comes_to() {
        Ledger other = store.anotherNode();
        CommandRecord _ = scene.waiting("make 1");
        Submission elsewhere = scene.submission("make 2");
        ClaimResult _ = other.claim(elsewhere, _ -> scene.claim(elsewhere));
        Submission wanted = scene.submission("ls");
        Batch batch = new Batch() {
            @Override
            public Set<AgentId> agents() {
                return Set.of(scene.agent);
            }

            @Override
            public List<Judged> judge(Map<AgentId, AgentHistory> histories) {
                boolean seen = history(histories).submitted() > 1;
                return seen ? List.of() : List.of(new Judged(scene.byRule(wanted), Optional.empty()));
            }
        };

        BatchResult result = ledger.settle(scene.org, scene.version(), batch);

        assertEquals(new BatchResult.Done(List.of()), result);
        assertEquals(Optional.empty(), ledger.command(scene.org, wanted.id()));
        assertEquals(2, ledger.history(scene.org, scene.agent).submitted());
    }

    @Test
    final void a_node_that_starts_anew_says_the_same_of_the_next_command() {
        CommandId id = scene.waiting("make").submission().id();
        HistoryEvent denied = new HistoryEvent.Denied(scene.session, ledger.now(), Optional.empty());
        List<SettleResult> _ = settle(ledger, List.of(taught(scene.denial(id), denied)));
        Submission next = scene.submission("make install");

        ClaimResult result = store.anotherNode()
                .claim(
                        next,
                        history -> reasons(
                                scene.claim(next),
                                Anomalies.of(history, scene.claim(next).sighting(), AnomalySettings.STANDARD)));

        assertEquals(
                List.of("retry_storm"),
                assertInstanceOf(ClaimResult.Claimed.class, result).stored().anomalyReasons());
    }

    @Test
    final void claims_and_settlements_of_two_nodes_at_once_are_each_counted_once() {
        Ledger other = store.anotherNode();
        long version = scene.version();

        List<String> results = Race.run(i -> () -> {
            Ledger through = i % 2 == 0 ? ledger : other;
            Submission submission = scene.submission("echo " + i);
            return i % 4 < 2
                    ? through.claim(submission, _ -> scene.claim(submission)).toString()
                    : through.settle(scene.org, version, Scene.batch(scene.byRule(submission)))
                            .toString();
        });

        assertEquals(Race.RUNNERS, results.size());
        assertEquals(Race.RUNNERS, ledger.history(scene.org, scene.agent).submitted());
        assertEquals(ledger.history(scene.org, scene.agent), store.anotherNode().history(scene.org, scene.agent));
    }

    @Test
    final void histories_of_another_org_are_not_there() {
        Scene theirs = new Scene(store);
        CommandRecord _ = theirs.waiting("make");

        assertEquals(AgentHistory.NONE, ledger.history(scene.org, theirs.agent));
        assertEquals(1, ledger.history(theirs.org, theirs.agent).submitted());
        OrgId ours = scene.org;
        List<AgentHistory> asked = new ArrayList<>();
        BatchResult _ = ledger.settle(ours, scene.version(), asking(asked, Set.of(theirs.agent)));
        assertEquals(AgentHistory.NONE, asked.getLast());
    }

    private List<SettleResult> settle(Ledger through, List<Judged> judged) {
        BatchResult result = through.settle(scene.org, scene.version(), Batch.of(judged));
        return assertInstanceOf(BatchResult.Done.class, result).results();
    }

    private Judged taught(Settlement settlement, HistoryEvent event) {
        return new Judged(settlement, Optional.of(new Lesson(scene.agent, event)));
    }

    private static Claim reasons(Claim claim, List<String> reasons) {
        return new Claim(
                claim.submission(), claim.risk(), claim.sighting(), reasons, claim.excluded(), claim.patience());
    }

    private AgentHistory history(Map<AgentId, AgentHistory> histories) {
        return histories.getOrDefault(scene.agent, AgentHistory.NONE);
    }

    /** Settles these and keeps what it was asked by. */
    private Batch asking(List<AgentHistory> asked, Settlement settlement) {
        return new Batch() {
            @Override
            public Set<AgentId> agents() {
                return Set.of(scene.agent);
            }

            @Override
            public List<Judged> judge(Map<AgentId, AgentHistory> histories) {
                asked.add(history(histories));
                return List.of(new Judged(settlement, Optional.empty()));
            }
        };
    }

    private static Batch asking(List<AgentHistory> asked, Set<AgentId> of) {
        return new Batch() {
            @Override
            public Set<AgentId> agents() {
                return of;
            }

            @Override
            public List<Judged> judge(Map<AgentId, AgentHistory> histories) {
                histories.values().forEach(asked::add);
                return List.of();
            }
        };
    }
}
