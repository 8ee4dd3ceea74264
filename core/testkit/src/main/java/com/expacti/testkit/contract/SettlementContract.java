package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.ledger.BatchResult;
import com.expacti.application.ledger.Ledger;
import com.expacti.application.ledger.SettleResult;
import com.expacti.application.ledger.Settlement;
import com.expacti.application.ledger.Timing;
import com.expacti.application.org.OrgChange;
import com.expacti.application.rule.StoredRule;
import com.expacti.application.session.Session;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Digest;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Submission;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How every {@link Ledger} decides: once, at the gate that was judged by, with an entry for each. */
public abstract class SettlementContract {
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
    final void a_settlement_by_rule_stores_command_decision_and_entry_together() {
        Submission submission = scene.submission("git status");

        CommandRecord settled = scene.settled(scene.byRule(submission, "rule_1", "rule_2"));

        Decision decision = settled.decision().orElseThrow();
        assertEquals(Outcome.APPROVED, decision.outcome());
        assertEquals(Via.WHITELIST, decision.via());
        assertEquals(List.of("rule_1", "rule_2"), decision.ruleIds());
        assertEquals(settled.decision(), scene.stored(submission.id()).decision());
        AuditEntry entry = scene.chain().getLast();
        assertEquals(decision.seq(), entry.seq());
        assertEquals(submission.id().value(), entry.fields().get("command_id"));
        assertEquals("git status", entry.fields().get("command"));
        assertEquals("approved", entry.fields().get("decision"));
        assertEquals("whitelist", entry.fields().get("via"));
        assertEquals("system:whitelist", entry.fields().get("decided_by"));
        assertEquals(List.of("rule_1", "rule_2"), entry.fields().get("rule_ids"));
        assertEquals(List.of("retry_storm"), entry.fields().get("anomaly_reasons"));
        assertEquals("45", String.valueOf(entry.fields().get("risk_score")));
        assertEquals(scene.org.value(), entry.fields().get("org_id"));
    }

    @Test
    final void a_secret_is_masked_in_the_entry_which_still_binds_the_exact_text() {
        String text = "PGPASSWORD=hunter22 psql -c 'select 1'";
        CommandId secret = scene.waiting(text).submission().id();
        CommandId plain = scene.waiting("make").submission().id();

        List<SettleResult> _ = scene.settle(scene.approval(secret), scene.approval(plain));

        AuditEntry masked = scene.decisions().getFirst();
        assertEquals("PGPASSWORD=•••• psql -c 'select 1'", masked.fields().get("command"));
        assertEquals(Digest.ofText(text).hex(), masked.fields().get("command_sha256"));
        assertEquals(text, scene.stored(secret).submission().command());
        AuditEntry open = scene.decisions().getLast();
        assertEquals("make", open.fields().get("command"));
        assertFalse(open.fields().containsKey("command_sha256"));
    }

    @Test
    final void a_secret_in_a_rules_pattern_is_masked_in_the_entry_of_the_change() {
        long _ = scene.change(new OrgChange.RuleMade(scene.rule("mysql -phunter22 app")));

        String comment = String.valueOf(scene.chain().getLast().fields().get("comment"));
        assertTrue(comment.contains("`mysql -p•••• app`"), comment);
    }

    @Test
    final void a_decision_reads_back_as_it_was_made() {
        CommandId approved = scene.waiting("make").submission().id();
        CommandId denied = scene.waiting("make clean").submission().id();

        List<SettleResult> results = scene.settle(scene.approval(approved), scene.denial(denied));

        assertEquals(new SettleResult.Settled(scene.stored(approved)), results.get(0));
        assertEquals(new SettleResult.Settled(scene.stored(denied)), results.get(1));
        Decision yes = scene.stored(approved).decision().orElseThrow();
        Decision no = scene.stored(denied).decision().orElseThrow();
        assertEquals(Optional.of("go on — bitte ✓"), yes.comment());
        assertEquals(List.of("Rita"), yes.reviewers());
        assertEquals("rita@example.com", yes.decidedBy());
        assertEquals(Optional.of("ls -l"), no.suggestedCommand());
        assertEquals(Optional.empty(), no.approval());
        assertTrue(yes.latencyMs() >= 0);
        assertEquals(yes.seq() + 1, no.seq());
    }

    @Test
    final void a_batch_judged_by_a_gate_version_that_moved_stores_nothing() {
        long judgedBy = scene.version();
        CommandId waiting = scene.waiting("make").submission().id();
        Submission arriving = scene.submission("ls");
        long moved = scene.change(new OrgChange.RuleMade(scene.rule("make")));
        AuditChain.Head head = store.audit().head(scene.org);

        BatchResult result =
                ledger.settle(scene.org, judgedBy, Scene.batch(scene.approval(waiting), scene.byRule(arriving)));

        assertEquals(new BatchResult.Moved(moved), result);
        assertEquals("pending", scene.stored(waiting).status());
        assertEquals(Optional.empty(), ledger.command(scene.org, arriving.id()));
        assertEquals(head, store.audit().head(scene.org));
    }

    @Test
    final void one_that_is_stale_in_a_batch_is_refused_alone() {
        CommandId first = scene.waiting("one").submission().id();
        CommandId decided = scene.approved("two");
        CommandId last = scene.waiting("three").submission().id();
        SessionId closed = scene.open(scene.agent, Session.Kind.EXPLICIT);
        boolean _ = store.sessions().close(scene.org, closed);
        Submission shut = scene.submission(closed, "ref-9", "four", false);
        int before = scene.decisions().size();

        List<SettleResult> results =
                scene.settle(scene.approval(first), scene.denial(decided), scene.byRule(shut), scene.denial(last));

        assertInstanceOf(SettleResult.Settled.class, results.get(0));
        assertInstanceOf(SettleResult.Known.class, results.get(1));
        assertInstanceOf(SettleResult.SessionClosed.class, results.get(2));
        assertInstanceOf(SettleResult.Settled.class, results.get(3));
        assertEquals("approved", scene.stored(decided).status());
        assertEquals(before + 2, scene.decisions().size());
    }

    @Test
    final void a_command_is_decided_once() {
        CommandId id = scene.waiting("make").submission().id();
        CommandRecord first = scene.settled(scene.denial(id));
        AuditChain.Head head = store.audit().head(scene.org);

        List<SettleResult> again = scene.settle(scene.approval(id));

        assertEquals(List.of(new SettleResult.Known(first)), again);
        assertEquals(first, scene.stored(id));
        assertEquals(head, store.audit().head(scene.org));
    }

    @Test
    final void a_command_settled_twice_in_one_batch_is_decided_by_the_first() {
        CommandId id = scene.waiting("make").submission().id();
        Submission one = scene.submission(scene.session, "ref-1", "ls", false);
        Submission same = scene.submission(scene.session, "ref-1", "ls", false);

        List<SettleResult> results =
                scene.settle(scene.denial(id), scene.approval(id), scene.byRule(one), scene.byRule(same));

        assertInstanceOf(SettleResult.Settled.class, results.get(0));
        SettleResult.Known second = assertInstanceOf(SettleResult.Known.class, results.get(1));
        assertInstanceOf(SettleResult.Settled.class, results.get(2));
        SettleResult.Known known = assertInstanceOf(SettleResult.Known.class, results.get(3));
        assertEquals("denied", second.stored().status());
        assertEquals("approved", known.stored().status());
        assertEquals("denied", scene.stored(id).status());
        assertEquals(one.id(), known.stored().submission().id());
        assertEquals(Optional.empty(), ledger.command(scene.org, same.id()));
        assertEquals(2, scene.decisions().size());
    }

    @Test
    final void what_has_to_be_in_time_is_refused_after_the_deadline() {
        CommandId late = scene.waiting("make").submission().id();
        CommandId plain = scene.waiting("make clean").submission().id();
        store.passTime(Scene.PATIENCE.plusSeconds(1));

        List<SettleResult> results = scene.settle(scene.approval(late), scene.denial(plain));

        assertEquals(new SettleResult.TooLate(), results.get(0));
        assertInstanceOf(SettleResult.Settled.class, results.get(1));
        assertEquals("pending", scene.stored(late).status());
        assertEquals(1, scene.decisions().size());
    }

    @Test
    final void what_rests_on_a_wait_being_over_is_refused_before_it_is() {
        CommandRecord waiting = scene.waiting("make");
        CommandId id = waiting.submission().id();

        List<SettleResult> early = scene.settle(scene.approval(id, overAt(waiting), Optional.empty()));
        store.passTime(Scene.PATIENCE.plusSeconds(1));
        CommandRecord over = scene.settled(scene.approval(id, overAt(scene.stored(id)), Optional.empty()));

        assertEquals(List.of(new SettleResult.TooEarly()), early);
        assertEquals("approved", over.status());
        assertEquals(1, scene.decisions().size());
    }

    @Test
    final void what_rests_on_a_wait_being_over_is_refused_once_that_wait_was_given_more_time() {
        CommandId id = scene.waiting("make").submission().id();
        store.passTime(Scene.PATIENCE.plusSeconds(1));
        CommandRecord over = scene.stored(id);
        ledger.deadline(scene.org, id, over.deadline().orElseThrow().plusMillis(500));

        List<SettleResult> results = scene.settle(scene.approval(id, overAt(over), Optional.empty()));

        assertEquals(List.of(new SettleResult.TooEarly()), results);
        assertEquals("pending", scene.stored(id).status());
    }

    private static Timing overAt(CommandRecord waiting) {
        return new Timing.OnceOver(waiting.deadline().orElseThrow());
    }

    @Test
    final void an_extended_deadline_holds_and_a_decided_command_keeps_its_own() {
        CommandRecord waiting = scene.waiting("make");
        CommandId id = waiting.submission().id();
        Instant later = waiting.deadline().orElseThrow().plusSeconds(120);

        ledger.deadline(scene.org, id, later);
        store.passTime(Scene.PATIENCE.plusSeconds(30));
        CommandRecord settled = scene.settled(scene.approval(id));
        ledger.deadline(scene.org, id, later.plusSeconds(600));

        assertEquals("approved", settled.status());
        assertEquals(settled.deadline(), scene.stored(id).deadline());
    }

    @Test
    final void a_remembered_rule_is_made_with_the_decision_and_moves_the_gate() {
        CommandId id = scene.waiting("make").submission().id();
        Rule rule = scene.rule("make");
        long before = scene.version();

        CommandRecord settled = scene.settled(scene.approval(id, new Timing.InTime(), Optional.of(rule)));

        assertEquals(before + 1, scene.version());
        assertEquals(Optional.of(rule), store.rules().rule(scene.org, rule.id()).map(StoredRule::rule));
        List<AuditEntry> chain = scene.chain();
        assertEquals(
                settled.decision().orElseThrow().seq(),
                chain.get(chain.size() - 2).seq());
        assertEquals("rule_created", chain.getLast().fields().get("event"));
        assertEquals(id.value(), chain.getLast().fields().get("command_id"));
        assertEquals("rita@example.com", chain.getLast().fields().get("decided_by"));
    }

    @Test
    final void a_remembered_rule_is_not_made_by_a_settlement_that_was_refused() {
        CommandId late = scene.waiting("make").submission().id();
        Rule rule = scene.rule("make");
        store.passTime(Scene.PATIENCE.plusSeconds(1));
        long before = scene.version();

        List<SettleResult> results = scene.settle(scene.approval(late, new Timing.InTime(), Optional.of(rule)));

        assertEquals(List.of(new SettleResult.TooLate()), results);
        assertEquals(before, scene.version());
        assertEquals(Optional.empty(), store.rules().rule(scene.org, rule.id()));
    }

    @Test
    final void a_rule_counts_its_hits() {
        Rule rule = scene.rule("ls");
        long _ = scene.change(new OrgChange.RuleMade(rule));

        List<SettleResult> _ = scene.settle(
                scene.byRule(scene.submission("ls"), rule.id()), scene.byRule(scene.submission("ls"), rule.id()));
        CommandRecord _ = scene.settled(scene.byRule(scene.submission("ls"), rule.id()));

        StoredRule stored = store.rules().rule(scene.org, rule.id()).orElseThrow();
        assertEquals(3, stored.hits());
        assertTrue(stored.lastHitAt().isPresent());
    }

    @Test
    final void of_many_that_settle_one_command_one_decides_it() {
        CommandId id = scene.waiting("make").submission().id();
        long version = scene.version();

        List<BatchResult> results = Race.run(i -> () -> {
            Settlement settlement = i % 2 == 0 ? scene.approval(id) : scene.denial(id);
            return ledger.settle(scene.org, version, Scene.batch(settlement));
        });

        long settled = results.stream()
                .map(r -> ((BatchResult.Done) r).results().getFirst())
                .filter(SettleResult.Settled.class::isInstance)
                .count();
        assertEquals(1, settled);
        assertEquals(1, scene.decisions().size());
        assertEquals(
                scene.decisions().getFirst().fields().get("decision"),
                scene.stored(id).status());
    }

    @Test
    final void settlements_that_race_leave_one_whole_chain_with_an_entry_each() {
        long version = scene.version();
        List<CommandId> ids = LongStream.range(0, Race.RUNNERS)
                .mapToObj(i -> scene.waiting("echo " + i).submission().id())
                .toList();

        List<BatchResult> results =
                Race.run(i -> () -> ledger.settle(scene.org, version, Scene.batch(scene.approval(ids.get(i)))));

        assertTrue(results.stream().allMatch(BatchResult.Done.class::isInstance));
        AuditChain.Finding finding = AuditChain.verify(
                scene.chain().iterator(), Optional.of(store.audit().head(scene.org)), Optional.empty());
        assertTrue(finding.valid(), finding.toString());
        Set<Object> named = scene.decisions().stream()
                .map(e -> e.fields().get("command_id"))
                .collect(Collectors.toSet());
        assertEquals(ids.stream().map(CommandId::value).collect(Collectors.toSet()), named);
        for (CommandId id : ids) {
            long seq = scene.stored(id).decision().orElseThrow().seq();
            assertEquals(id.value(), scene.chain().get((int) seq - 1).fields().get("command_id"));
        }
    }
}
