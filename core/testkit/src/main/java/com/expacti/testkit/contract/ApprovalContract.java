package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.Redemption;
import com.expacti.application.org.OrgChange;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Ledger} does with approvals: each is spent once, in time, by its agent, at the gate it was judged by. */
public abstract class ApprovalContract {
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
    final void an_approval_lives_30_s_and_is_redeemed_once() {
        CommandId id = scene.approved("make");
        Decision decision = scene.stored(id).decision().orElseThrow();
        Decision.Approval approval = decision.approval().orElseThrow();

        assertEquals(Duration.ofSeconds(30), Duration.between(decision.decidedAt(), approval.expiresAt()));
        assertFalse(approval.spent());
        assertEquals(Optional.of(approval), ledger.approval(scene.org, id));
        assertEquals(Redemption.REDEEMED, redeem(id, scene.agent));
        assertEquals(Redemption.USED, redeem(id, scene.agent));
        assertTrue(ledger.approval(scene.org, id).orElseThrow().spent());
        assertTrue(scene.stored(id)
                .decision()
                .orElseThrow()
                .approval()
                .orElseThrow()
                .spent());
    }

    @Test
    final void an_approval_is_not_redeemed_after_its_time() {
        CommandId id = scene.approved("make");
        store.passTime(Duration.ofSeconds(31));

        assertEquals(Redemption.EXPIRED, redeem(id, scene.agent));
        assertFalse(ledger.approval(scene.org, id).orElseThrow().spent());
    }

    @Test
    final void a_spent_approval_is_still_called_used_when_its_time_is_over() {
        CommandId id = scene.approved("make");
        Redemption _ = redeem(id, scene.agent);
        store.passTime(Duration.ofSeconds(31));

        assertEquals(Redemption.USED, redeem(id, scene.agent));
    }

    @Test
    final void another_agents_approval_is_unknown_and_stays_unspent() {
        CommandId id = scene.approved("make");

        assertEquals(Redemption.UNKNOWN, redeem(id, scene.otherAgent));
        assertEquals(Redemption.REDEEMED, redeem(id, scene.agent));
    }

    @Test
    final void what_was_not_allowed_has_no_approval() {
        CommandId denied = scene.waiting("make").submission().id();
        CommandRecord _ = scene.settled(scene.denial(denied));
        CommandId waiting = scene.waiting("ls").submission().id();

        assertEquals(Redemption.UNKNOWN, redeem(denied, scene.agent));
        assertEquals(Redemption.UNKNOWN, redeem(waiting, scene.agent));
        assertEquals(Redemption.UNKNOWN, redeem(store.ids().command(), scene.agent));
        assertEquals(Optional.empty(), ledger.approval(scene.org, denied));
        assertEquals(Optional.empty(), ledger.approval(scene.org, waiting));
    }

    @Test
    final void nothing_is_spent_by_whoever_looked_at_an_older_gate() {
        CommandId id = scene.approved("make");
        long judgedBy = scene.version();
        long moved = scene.change(new OrgChange.RuleRemoved("rule_none"));

        assertEquals(Redemption.MOVED, ledger.redeem(scene.org, id, scene.agent, judgedBy));
        assertFalse(ledger.approval(scene.org, id).orElseThrow().spent());
        assertEquals(Redemption.REDEEMED, ledger.redeem(scene.org, id, scene.agent, moved));
    }

    @Test
    final void an_approval_names_the_gate_it_was_judged_by() {
        CommandId id = scene.approved("make");
        long judgedBy = scene.version();
        long _ = scene.change(new OrgChange.RuleRemoved("rule_none"));

        assertEquals(judgedBy, ledger.approval(scene.org, id).orElseThrow().gateVersion());
    }

    @Test
    final void one_that_is_spent_while_settling_is_never_redeemed() {
        Submission byRule = scene.submission(scene.session, "ref-1", "ls", true);
        Submission byPeople = scene.submission(scene.session, "ref-2", "make", true);
        CommandRecord atOnce = scene.settled(scene.byRule(byRule));
        CommandRecord later = scene.settled(
                scene.approval(scene.waiting(byPeople).submission().id()));

        for (CommandRecord spent : List.of(atOnce, later)) {
            assertTrue(spent.decision().orElseThrow().approval().orElseThrow().spent());
            assertEquals(Redemption.USED, redeem(spent.submission().id(), scene.agent));
        }
    }

    @Test
    final void of_many_that_redeem_one_approval_one_does() {
        CommandId id = scene.approved("make");
        long version = scene.version();

        List<Redemption> results = Race.run(i -> () -> ledger.redeem(scene.org, id, scene.agent, version));

        assertEquals(1, Collections.frequency(results, Redemption.REDEEMED));
        assertEquals(Race.RUNNERS - 1, Collections.frequency(results, Redemption.USED));
    }

    @Test
    final void a_redemption_that_races_a_change_of_the_gate_is_before_it_or_does_nothing() {
        CommandId id = scene.approved("make");
        long version = scene.version();

        List<Object> results = Race.run(i -> () -> i == 0
                ? (Object) scene.change(new OrgChange.RuleRemoved("rule_none"))
                : ledger.redeem(scene.org, id, scene.agent, version));

        int redeemed = Collections.frequency(results, Redemption.REDEEMED);
        assertTrue(redeemed <= 1, results.toString());
        assertEquals(redeemed == 1, ledger.approval(scene.org, id).orElseThrow().spent());
        assertEquals(
                redeemed == 1 ? Redemption.USED : Redemption.MOVED, ledger.redeem(scene.org, id, scene.agent, version));
    }

    private Redemption redeem(CommandId id, AgentId agent) {
        return ledger.redeem(scene.org, id, agent, scene.version());
    }
}
