package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.org.OrgChange;
import com.expacti.application.recording.CastHeader;
import com.expacti.application.retention.PurgeExpired;
import com.expacti.application.retention.RetentionStore;
import com.expacti.application.session.Session;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.Keeping;
import com.expacti.domain.org.OrgSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RetentionStore} takes away, and what it leaves. */
public abstract class RetentionContract {
    private static final Duration LONG_AGO = Duration.ofDays(40);
    private static final int MANY = 1_000;

    private Store store;
    private RetentionStore retention;
    private Scene scene;

    /** A store to test, fresh or shared; it is closed after each test. */
    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        retention = store.retention();
        scene = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void an_org_that_chose_nothing_keeps_everything() {
        CommandId old = scene.approved("ls");
        store.passTimeOf(scene.org, Duration.ofDays(4_000));
        List<AuditEntry> before = scene.chain();

        assertEquals(0, retention.erase(scene.org, MANY));
        assertEquals(0, retention.drop(scene.org, MANY));

        assertEquals(before, scene.chain());
        assertTrue(scene.stored(old).decision().isPresent());
        assertFalse(retention.due().contains(scene.org));
    }

    @Test
    final void old_entries_are_erased_under_one_that_accounts_for_them() {
        CommandId _ = scene.approved("cat secret-plan");
        keep(30);
        store.passTimeOf(scene.org, LONG_AGO);
        CommandId _ = scene.approved("ls");
        List<AuditEntry> before = scene.chain();

        int erased = retention.erase(scene.org, MANY);

        List<AuditEntry> after = scene.chain();
        assertEquals(before.size() - 1, erased);
        assertEquals(before.getLast(), after.get(erased));
        for (int i = 0; i < erased; i++) {
            assertEquals(before.get(i).hash(), after.get(i).hash());
            assertEquals(before.get(i).prevHash(), after.get(i).prevHash());
            assertEquals(after.getLast().seq(), after.get(i).erasedBy().orElseThrow());
        }
        assertEquals("audit_erased", after.getLast().fields().get("event"));
        assertEquals(1L, after.getLast().fields().get("erased_from"));
        assertEquals((long) erased, after.getLast().fields().get("erased_to"));
        assertWhole();
    }

    @Test
    final void a_piece_at_a_time_comes_to_the_same() {
        for (String command : List.of("one", "two", "three", "four")) {
            CommandId _ = scene.approved(command);
        }
        keep(30);
        store.passTimeOf(scene.org, LONG_AGO);
        int before = scene.chain().size();

        int erased = 0;
        for (int more = retention.erase(scene.org, 3); more > 0; more = retention.erase(scene.org, 3)) {
            erased += more;
            assertWhole();
        }

        assertEquals(before, erased);
        assertEquals(before + (before + 2) / 3, scene.chain().size());
    }

    @Test
    final void nothing_goes_within_a_day_of_the_choice() {
        CommandId _ = scene.approved("ls");
        store.passTimeOf(scene.org, LONG_AGO);
        keep(30);
        store.passTimeOf(scene.org, RetentionStore.RESPITE.minusMinutes(1));
        List<AuditEntry> before = scene.chain();

        assertEquals(0, retention.erase(scene.org, MANY));
        assertEquals(0, retention.drop(scene.org, MANY));
        assertEquals(before, scene.chain());
        assertFalse(retention.due().contains(scene.org));

        store.passTimeOf(scene.org, Duration.ofMinutes(2));
        assertTrue(retention.due().contains(scene.org));
        assertTrue(retention.erase(scene.org, MANY) > 0);
    }

    @Test
    final void a_choice_that_was_taken_back_takes_nothing() {
        CommandId _ = scene.approved("ls");
        store.passTimeOf(scene.org, LONG_AGO);
        keep(30);
        long _ = scene.change(new OrgChange.SettingsEdited(OrgSettings.standard("Scene"), "taken back"));
        store.passTimeOf(scene.org, RetentionStore.RESPITE.plusHours(1));

        assertEquals(0, retention.erase(scene.org, MANY));
        assertFalse(retention.due().contains(scene.org));
    }

    @Test
    final void a_command_goes_once_its_entry_has_and_what_waits_stays() {
        CommandId old = scene.approved("ls");
        CommandId waiting = scene.waiting("make").submission().id();
        keep(30);
        store.passTimeOf(scene.org, LONG_AGO);
        CommandId young = scene.approved("pwd");

        assertEquals(0, retention.drop(scene.org, MANY));
        int _ = retention.erase(scene.org, MANY);
        assertEquals(1, retention.drop(scene.org, MANY));

        assertEquals(Optional.empty(), store.ledger().command(scene.org, old));
        assertEquals(Optional.empty(), store.ledger().approval(scene.org, old));
        assertTrue(scene.stored(waiting).decision().isEmpty());
        assertTrue(scene.stored(young).decision().isPresent());
        assertEquals(0, retention.drop(scene.org, MANY));
    }

    @Test
    final void the_ref_of_a_dropped_command_runs_nothing_again() {
        SessionId ended = scene.open(scene.agent, Session.Kind.EXPLICIT);
        ran(scene.session, "in an open session");
        ran(ended, "in one that ended");
        assertTrue(store.sessions().close(scene.org, ended));
        keep(30);
        store.passTimeOf(scene.org, LONG_AGO);
        purge();

        assertInstanceOf(
                SettleResult.Conflict.class,
                scene.settle(scene.byRule(scene.submission(scene.session, "in an open session", "ls", false)))
                        .getFirst());
        assertInstanceOf(
                ClaimResult.Conflict.class,
                scene.claimed(scene.submission(scene.session, "in an open session", "rm x", false)));
        assertEquals(
                new SettleResult.SessionClosed(false),
                scene.settle(scene.byRule(scene.submission(ended, "in one that ended", "ls", false)))
                        .getFirst());
        assertEquals(
                new ClaimResult.SessionClosed(false),
                scene.claimed(scene.submission(ended, "in one that ended", "ls", false)));
    }

    private void ran(SessionId session, String ref) {
        assertInstanceOf(
                SettleResult.Settled.class,
                scene.settle(scene.byRule(scene.submission(session, ref, "ls", false)))
                        .getFirst());
    }

    @Test
    final void a_session_that_ended_goes_with_its_recording_and_an_open_one_stays() {
        SessionId ended = scene.open(scene.agent, Session.Kind.EXPLICIT);
        store.recordings().begin(scene.org, ended, CastHeader.unknown(Instant.EPOCH));
        store.recordings().begin(scene.org, scene.session, CastHeader.unknown(Instant.EPOCH));
        assertTrue(store.sessions().close(scene.org, ended));
        keep(30);
        store.passTimeOf(scene.org, LONG_AGO);

        purge();

        assertEquals(Optional.empty(), store.sessions().session(scene.org, ended));
        assertEquals(Optional.empty(), store.recordings().recording(scene.org, ended));
        assertTrue(store.sessions().session(scene.org, scene.session).isPresent());
        assertTrue(store.recordings().recording(scene.org, scene.session).isPresent());
    }

    @Test
    final void an_entry_that_accounts_for_others_is_never_erased() {
        CommandId _ = scene.approved("ls");
        keep(30);
        store.passTimeOf(scene.org, LONG_AGO);
        purge();
        AuditEntry account = scene.chain().getLast();
        CommandId _ = scene.approved("pwd");

        store.passTimeOf(scene.org, LONG_AGO);
        purge();
        int length = scene.chain().size();
        store.passTimeOf(scene.org, LONG_AGO);
        purge();

        assertEquals(length, scene.chain().size());
        assertEquals(
                "audit_erased",
                scene.chain().get((int) account.seq() - 1).fields().get("event"));
        assertEquals("audit_erased", scene.chain().getLast().fields().get("event"));
        assertWhole();
    }

    @Test
    final void several_nodes_at_once_erase_each_entry_once() {
        for (int i = 0; i < 10; i++) {
            CommandId _ = scene.approved("echo " + i);
        }
        keep(30);
        store.passTimeOf(scene.org, LONG_AGO);
        int before = scene.chain().size();

        List<Integer> erased = Race.run(i -> () -> retention.erase(scene.org, 4) + 0 * retention.drop(scene.org, 4));

        assertEquals(before, erased.stream().mapToInt(n -> n).sum());
        assertEquals(before + (before + 3) / 4, scene.chain().size());
        assertWhole();
    }

    @Test
    final void another_org_loses_nothing() {
        Scene theirs = new Scene(store);
        CommandId kept = theirs.approved("ls");
        CommandId _ = scene.approved("ls");
        keep(30);
        store.passTimeOf(scene.org, LONG_AGO);
        List<AuditEntry> before = theirs.chain();

        assertEquals(0, retention.erase(theirs.org, MANY));
        purge();

        assertEquals(before, theirs.chain());
        assertTrue(theirs.stored(kept).decision().isPresent());
    }

    @Test
    final void how_much_would_go_is_known_beforehand() {
        CommandId _ = scene.approved("ls");
        store.passTimeOf(scene.org, LONG_AGO);
        long old = scene.chain().size();
        CommandId _ = scene.approved("pwd");

        assertEquals(old, retention.standing(scene.org, 30).entries());
        assertEquals(0, retention.standing(scene.org, 50).entries());

        keep(30);
        store.passTimeOf(scene.org, Duration.ofDays(2));
        assertEquals(old, retention.erase(scene.org, MANY));
        assertEquals(0, retention.standing(scene.org, 30).entries());
        assertEquals(old, retention.standing(scene.org, 30).erasedTo());
    }

    private void keep(int days) {
        long _ = scene.change(new OrgChange.SettingsEdited(
                OrgSettings.standard("Scene").withKeeping(new Keeping(true, OptionalInt.of(days))),
                "retention_days for ever → " + days));
    }

    private void purge() {
        int _ = new PurgeExpired(retention).run();
    }

    private void assertWhole() {
        AuditChain.Finding finding = AuditChain.verify(
                scene.chain().iterator(), Optional.of(store.audit().head(scene.org)), Optional.empty());
        assertTrue(finding.valid(), finding.toString());
    }
}
