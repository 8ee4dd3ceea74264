package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.ledger.ClaimResult;
import com.expacti.application.ledger.CommandFilter;
import com.expacti.application.ledger.Redemption;
import com.expacti.application.org.OrgChange;
import com.expacti.application.queue.Intent;
import com.expacti.application.queue.PendingItem;
import com.expacti.application.queue.PendingQueue.VoteResult;
import com.expacti.application.session.Session;
import com.expacti.domain.approval.Ballot;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two orgs in one store: whatever one does with the other's ids finds nothing and changes nothing. */
public abstract class TenancyContract {
    private Store store;
    private Scene ours;
    private Scene theirs;

    protected abstract Store open();

    @BeforeEach
    final void openStore() {
        store = open();
        ours = new Scene(store);
        theirs = new Scene(store);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void commands_of_another_org_are_not_found_listed_or_touched() {
        CommandId approved = theirs.approved("make");
        CommandRecord waiting = theirs.waiting(theirs.submission(theirs.session, "ref-1", "ls", false));
        CommandId id = waiting.submission().id();

        assertEquals(Optional.empty(), store.ledger().command(ours.org, id));
        assertEquals(Optional.empty(), store.ledger().byRef(ours.org, theirs.session, "ref-1"));
        assertEquals(Optional.empty(), store.ledger().approval(ours.org, approved));
        assertEquals(
                List.of(),
                store.ledger()
                        .commands(
                                ours.org,
                                new CommandFilter(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        100))
                        .commands());
        assertEquals(Redemption.UNKNOWN, store.ledger().redeem(ours.org, approved, theirs.agent, ours.version()));
        store.ledger().deadline(ours.org, id, waiting.deadline().orElseThrow().plusSeconds(60));
        assertEquals(waiting, theirs.stored(id));
        assertFalse(store.ledger().approval(theirs.org, approved).orElseThrow().spent());
    }

    @Test
    final void a_result_is_not_reported_into_another_org() {
        CommandId approved = theirs.approved("make");

        try {
            store.ledger().result(ours.org, approved, OptionalInt.of(1), OptionalLong.empty(), OptionalLong.empty());
        } catch (RuntimeException e) {
            assertFalse(String.valueOf(e.getMessage()).contains("make"), "a store may refuse, but tells nothing");
        }

        assertEquals(OptionalInt.empty(), theirs.stored(approved).exitCode());
    }

    @Test
    final void a_command_is_not_settled_from_another_org() {
        CommandId id = theirs.waiting("make").submission().id();
        var head = store.audit().head(ours.org);

        assertThrows(
                RuntimeException.class,
                () -> store.ledger().settle(ours.org, ours.version(), Scene.batch(ours.approval(id))));

        assertEquals("pending", theirs.stored(id).status());
        assertEquals(head, store.audit().head(ours.org));
    }

    @Test
    final void a_command_is_not_submitted_into_another_orgs_session() {
        Submission intruder = ours.submission(theirs.session, "ref-1", "ls", false);

        assertEquals(new ClaimResult.SessionClosed(false), ours.claimed(intruder));
        assertEquals(Optional.empty(), store.ledger().byRef(theirs.org, theirs.session, "ref-1"));
    }

    @Test
    final void pending_items_of_another_org_are_not_found_or_touched() {
        Instant now = store.ledger().now();
        PendingItem item =
                PendingItem.fresh(theirs.org, store.ids().command(), now, now.plusSeconds(60), Optional.empty());
        CommandId id = item.command();
        assertEquals(true, store.queue().put(item));
        Ballot ballot = new Ballot(
                ours.rita.id(),
                new CredentialId("tok"),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now);

        assertEquals(Optional.empty(), store.queue().get(ours.org, id));
        assertEquals(List.of(), store.queue().pending(ours.org));
        assertEquals(new VoteResult.Closed(), store.queue().vote(ours.org, id, ballot));
        assertEquals(Optional.empty(), store.queue().claim(ours.org, id, new Intent.Votes()));
        assertEquals(Optional.empty(), store.queue().claimAt(ours.org, id, 1, new Intent.Votes()));
        assertEquals(
                Optional.empty(), store.queue().extend(ours.org, id, Duration.ofSeconds(30), Duration.ofSeconds(600)));
        assertEquals(Optional.empty(), store.queue().attach(ours.org, id, "node"));
        store.queue().detach(ours.org, id, 1);
        store.queue().reclaim(ours.org, id, new Intent.TimedOut());
        store.queue().release(ours.org, id, Set.of());
        store.queue().remove(ours.org, id);
        assertEquals(List.of(item), store.queue().pending(theirs.org));
    }

    @Test
    final void sessions_of_another_org_are_not_found_listed_or_touched() {
        SessionId implicit = theirs.open(theirs.agent, Session.Kind.IMPLICIT);

        assertEquals(Optional.empty(), store.sessions().session(ours.org, implicit));
        assertEquals(
                List.of(ours.session),
                store.sessions().sessions(ours.org, Optional.empty(), Optional.empty(), 100).stream()
                        .map(Session::id)
                        .toList());
        assertFalse(store.sessions().close(ours.org, implicit));
        store.sessions().lost(ours.org, implicit, true);
        store.passTime(Duration.ofSeconds(60));
        assertFalse(store.sessions().closeLost(Duration.ofSeconds(15)).stream()
                .anyMatch(closed -> closed.session().equals(implicit)));
        assertEquals(
                Optional.empty(),
                store.sessions().session(theirs.org, implicit).orElseThrow().closedAt());
    }

    @Test
    final void rules_people_and_tokens_of_another_org_are_neither_seen_nor_changed() {
        Rule rule = theirs.rule("ls");
        long _ = theirs.change(new OrgChange.RuleMade(rule));
        OrgView before = store.orgs().load(theirs.org);

        long _ = ours.change(new OrgChange.RuleRemoved(rule.id()), new OrgChange.CredentialRevoked(theirs.credential));

        OrgView after = store.orgs().load(theirs.org);
        assertEquals(before.gateVersion(), after.gateVersion());
        assertEquals(before.credentials(), after.credentials());
        assertEquals(
                rule, store.rules().rule(theirs.org, rule.id()).orElseThrow().rule());
        assertEquals(Optional.empty(), store.rules().rule(ours.org, rule.id()));
        assertEquals(List.of(), store.rules().rules(ours.org, Optional.empty(), 100));
        OrgView own = store.orgs().load(ours.org);
        assertFalse(own.people().containsKey(theirs.olga.id()));
        assertFalse(own.agents().containsKey(theirs.agent));
        assertFalse(own.credentials().containsKey(theirs.credential));
        assertFalse(own.targets().containsKey(theirs.target.id()));
    }

    @Test
    final void each_org_has_a_chain_of_its_own() {
        var head = store.audit().head(ours.org);

        CommandId _ = theirs.approved("make");

        assertEquals(head, store.audit().head(ours.org));
        for (AuditEntry entry : ours.chain()) {
            assertEquals(ours.org.value(), entry.fields().get("org_id"));
        }
        for (AuditEntry entry : store.audit().newest(theirs.org, Long.MAX_VALUE, 1_000)) {
            assertEquals(theirs.org.value(), entry.fields().get("org_id"));
        }
    }
}
