package com.expacti.testkit.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.audit.AuditLog;
import com.expacti.application.audit.ReadAudit;
import com.expacti.application.audit.Signing;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.fault.FaultPoint;
import com.expacti.application.ledger.Ledger;
import com.expacti.domain.audit.AuditChain;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.TestGate;
import com.expacti.testkit.UseCases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Invariants 2 and 9: nothing is allowed before its entry is durable, and the log shows what was done to it. */
final class AuditInvariantTest {
    private final TestGate gate = TestGate.create();

    @Test
    void invariant_2_every_way_to_end_leaves_an_entry_that_says_so() {
        var _ = gate.allow("git status");
        var _ = gate.forbid("git push");
        var _ = gate.settings(Settings.nobodyIsAskedBelow(3));
        List<CommandId> ids = new ArrayList<>();
        ids.add(gate.submitted("git status"));
        ids.add(gate.submitted("git push"));
        ids.add(gate.approve(gate.submitted("make one")).submission().id());
        ids.add(gate.deny(gate.submitted("make two")).submission().id());
        ids.add(gate.cancel(gate.submitted("make three")).submission().id());
        ids.add(gate.submitted("make four"));
        gate.clock().advance(Duration.ofSeconds(61));
        gate.sweep();

        List<String> said = new ArrayList<>();
        for (CommandId id : ids) {
            CommandRecord stored = gate.stored(id);
            Decision decision = stored.decision().orElseThrow();
            AuditEntry entry = gate.chain().get((int) decision.seq() - 1);
            assertEquals(id.value(), entry.fields().get("command_id"));
            assertEquals(stored.submission().command(), entry.fields().get("command"));
            assertEquals(decision.decidedBy(), entry.fields().get("decided_by"));
            assertEquals(decision.latencyMs(), entry.fields().get("latency_ms"));
            said.add(entry.fields().get("decision") + "/" + entry.fields().get("via"));
        }
        assertEquals(
                List.of(
                        "approved/whitelist",
                        "blocked/deny_rule",
                        "approved/reviewer",
                        "denied/reviewer",
                        "cancelled/cancel",
                        "timed_out/timeout"),
                said);
        assertTrue(gate.useCases().audit().verify(gate.org().org()).valid());
    }

    @Test
    void invariant_2_nobody_hears_of_an_approval_before_its_entry_is_there() {
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        CommandId id = gate.submitted("make");
        gate.useCases().announcer().join(event -> {
            long seq = gate.stored(id).decision().map(Decision::seq).orElse(0L);
            seen.set(event.getClass().getSimpleName() + " with entry "
                    + (seq > 0
                            && seq
                                    <= gate.ports()
                                            .audit()
                                            .head(gate.org().org())
                                            .seq()));
        });

        CommandRecord _ = gate.approve(id);

        assertEquals("CommandResolved with entry true", seen.get());
    }

    @Test
    void invariant_2_an_approval_that_could_not_be_stored_is_not_answered() {
        CommandId id = gate.submitted("make");
        TestGate down = gate.restarted(UseCases.over(
                gate.ports(),
                Broken.port(Ledger.class, gate.ports().ledger(), "settle"),
                gate.ports().queue(),
                FaultPoint.NONE));

        var _ = Refusal.of(ErrorCode.UNAVAILABLE, () -> down.approve(id));

        assertTrue(down.events().isEmpty(), down.events().toString());
        assertEquals("pending", gate.stored(id).status());
    }

    @Test
    void invariant_9_a_chain_longer_than_a_page_is_walked_to_its_end() {
        for (int i = 0; i < 2_100; i++) {
            var _ = gate.ports()
                    .orgs()
                    .change(
                            gate.org().org(),
                            "test",
                            List.of(new com.expacti.application.org.OrgChange.RuleRemoved("rule_" + i)));
        }

        AuditChain.Finding finding = gate.useCases().audit().verify(gate.org().org());
        long exported = 0;
        for (var entries = gate.useCases().audit().export(gate.org().org()); entries.hasNext(); exported++) {
            AuditEntry _ = entries.next();
        }

        assertTrue(finding.valid(), finding.toString());
        assertEquals(gate.ports().audit().head(gate.org().org()), finding.head());
        assertEquals(finding.entries(), exported);
    }

    @Test
    void invariant_9_a_tail_cut_off_with_its_head_is_seen_by_the_checkpoint() {
        CommandRecord _ = gate.approve(gate.submitted("make"));
        List<AuditEntry> chain = gate.chain();
        Signing kept = gate.useCases().checkpoints().sign(gate.org().org());
        ReadAudit tampered = new ReadAudit(
                log(chain.subList(0, chain.size() - 1)), gate.ports().checkpoints());

        AuditChain.Finding finding = tampered.verify(gate.org().org());

        assertEquals(
                gate.ports().audit().head(gate.org().org()),
                assertInstanceOf(Signing.Signed.class, kept).checkpoint().head());
        assertFalse(finding.valid());
        assertEquals(OptionalLong.of(chain.size()), finding.firstBadSeq());
        assertTrue(finding.reason().orElseThrow().contains("truncated"), finding.toString());
    }

    @Test
    void invariant_9_what_was_written_after_the_checkpoint_and_cut_off_again_is_not_seen() {
        Signing _ = gate.useCases().checkpoints().sign(gate.org().org());
        List<AuditEntry> chain = gate.chain();
        CommandRecord _ = gate.approve(gate.submitted("make"));
        ReadAudit tampered = new ReadAudit(log(chain), gate.ports().checkpoints());

        assertTrue(tampered.verify(gate.org().org()).valid(), "the known limit, which docs state");
    }

    @Test
    void invariant_9_a_chain_rewritten_from_the_start_is_seen_by_the_checkpoint() {
        Signing _ = gate.useCases().checkpoints().sign(gate.org().org());
        List<AuditEntry> forged = new ArrayList<>();
        String previous = AuditEntry.GENESIS;
        for (AuditEntry entry : gate.chain()) {
            var draft = new AuditEntry.Draft(
                    "aud_forged", gate.clock().instant(), gate.org().org().value(), "forged");
            AuditEntry made = AuditEntry.chain(draft, entry.seq(), previous);
            forged.add(made);
            previous = made.hash();
        }
        ReadAudit tampered = new ReadAudit(log(forged), gate.ports().checkpoints());

        AuditChain.Finding finding = tampered.verify(gate.org().org());

        assertFalse(finding.valid());
        assertTrue(finding.reason().orElseThrow().contains("rewritten"), finding.toString());
    }

    private static AuditLog log(List<AuditEntry> entries) {
        return new AuditLog() {
            @Override
            public List<AuditEntry> entries(OrgId org, long after, int limit) {
                return entries.stream()
                        .filter(e -> e.seq() > after)
                        .limit(limit)
                        .toList();
            }

            @Override
            public List<AuditEntry> newest(OrgId org, long before, int limit) {
                return entries.reversed().stream()
                        .filter(e -> e.seq() < before)
                        .limit(limit)
                        .toList();
            }

            @Override
            public AuditChain.Head head(OrgId org) {
                return new AuditChain.Head(
                        entries.getLast().seq(), entries.getLast().hash());
            }
        };
    }
}
