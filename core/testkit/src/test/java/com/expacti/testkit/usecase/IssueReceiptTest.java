package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.audit.IssueReceipt;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.Ed25519;
import com.expacti.domain.audit.KeyRotation.Reason;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Digest;
import com.expacti.testkit.TestGate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A receipt says what the log says, or there is none. */
final class IssueReceiptTest {
    private final TestGate gate = TestGate.create();

    @Test
    void a_receipt_binds_the_exact_command_to_its_entry_and_is_signed_by_the_active_key() {
        CommandRecord stored = gate.approve(gate.submitted("mysql -psecret-word-1 ü"));
        AuditEntry entry = entry(stored);

        String receipt = receipts().of(gate.reviewer(), stored);

        String[] parts = receipt.split("\\.");
        assertEquals(3, parts.length);
        assertTrue(Ed25519.fits(key(), parts[0] + "." + parts[1], parts[2]));
        assertEquals(
                "{\"alg\":\"EdDSA\",\"kid\":\""
                        + gate.ports().auditKeys().published().active() + "\",\"typ\":\"expacti-receipt+jws\"}",
                decoded(parts[0]));
        assertEquals(
                "{\"command_id\":\"%s\",\"command_sha256\":\"%s\",\"decided_by\":\"%s\",\"decision\":\"approved\",\"entry_hash\":\"%s\",\"org_id\":\"%s\",\"seq\":%d,\"timestamp\":\"%s\",\"via\":\"reviewer\"}"
                        .formatted(
                                stored.submission().id(),
                                Digest.ofText("mysql -psecret-word-1 ü").hex(),
                                gate.reviewer().actor(),
                                entry.hash(),
                                gate.org().org(),
                                entry.seq(),
                                entry.fields().get("timestamp")),
                decoded(parts[1]));
    }

    @Test
    void a_receipt_is_the_same_each_time() {
        CommandRecord stored = gate.deny(gate.submitted("make"));

        assertEquals(receipts().of(gate.reviewer(), stored), receipts().of(gate.owner(), stored));
    }

    @Test
    void an_agent_s_receipt_has_nobody_s_address() {
        var _ = gate.allow("git status");
        CommandRecord byPerson = gate.approve(gate.submitted("make"));
        CommandRecord byRule = gate.stored(gate.submitted("git status"));

        String person = decoded(receipts().of(gate.agent(), byPerson).split("\\.")[1]);
        String rule = decoded(receipts().of(gate.agent(), byRule).split("\\.")[1]);

        assertFalse(person.contains("decided_by") || person.contains("@"), person);
        assertTrue(rule.contains("\"decided_by\":\"system:whitelist\""), rule);
    }

    @Test
    void a_command_that_waits_has_no_receipt() {
        CommandRecord waiting = gate.stored(gate.submitted("make"));

        var refused = assertThrows(GateException.class, () -> receipts().of(gate.reviewer(), waiting));

        assertEquals(ErrorCode.CONFLICT, refused.code());
    }

    @Test
    void nothing_is_signed_that_the_log_does_not_say() {
        CommandRecord approved = gate.approve(gate.submitted("make"));
        GrowingLog log = new GrowingLog(gate.org().org());
        log.restore(gate.chain());
        log.tamper((int) entry(approved).seq());
        var tampered = new IssueReceipt(log, gate.ports().auditKeys());
        CommandRecord denied = gate.deny(gate.submitted("make"));
        log.restore(gate.chain().subList(0, gate.chain().size() - 1));

        assertThrows(IllegalStateException.class, () -> tampered.of(gate.reviewer(), denied));
        log.restore(gate.chain());
        log.tamper((int) entry(approved).seq());
        assertThrows(IllegalStateException.class, () -> tampered.of(gate.reviewer(), approved));
    }

    @Test
    void what_was_erased_is_not_signed_for() {
        CommandRecord approved = gate.approve(gate.submitted("make"));
        GrowingLog log = new GrowingLog(gate.org().org());
        log.restore(gate.chain());
        log.erase((int) entry(approved).seq(), entry(approved).seq() + 1);

        var refused = assertThrows(
                GateException.class,
                () -> new IssueReceipt(log, gate.ports().auditKeys()).of(gate.reviewer(), approved));

        assertEquals(ErrorCode.NOT_FOUND, refused.code());
    }

    @Test
    void after_a_rotation_the_receipt_is_of_the_new_key() {
        CommandRecord stored = gate.approve(gate.submitted("make"));
        String before = receipts().of(gate.reviewer(), stored);

        String key = gate.ports().auditKeys().rotate(Reason.COMPROMISED);

        String after = receipts().of(gate.reviewer(), stored);
        assertTrue(decoded(after.split("\\.")[0]).contains(key));
        assertEquals(before.split("\\.")[1], after.split("\\.")[1]);
    }

    private IssueReceipt receipts() {
        return gate.useCases().receipts();
    }

    private String key() {
        return gate.ports().auditKeys().published().first();
    }

    private AuditEntry entry(CommandRecord stored) {
        List<AuditEntry> chain = gate.chain();
        return chain.get((int) stored.decision().orElseThrow().seq() - 1);
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
