package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.audit.AuditKeys;
import com.expacti.domain.audit.AuditKeySet;
import com.expacti.domain.audit.Ed25519;
import com.expacti.domain.audit.KeyRotation.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AuditKeys} does. */
public abstract class AuditKeysContract {
    private AuditKeys keys;

    /** The keys as a process finds them that starts now. */
    protected abstract AuditKeys open();

    /** Does what the operator's command does, maybe in another process. */
    protected abstract void rotate(Reason reason);

    @BeforeEach
    final void openKeys() {
        keys = open();
    }

    @Test
    final void the_key_that_is_active_signs_what_its_public_half_fits() {
        AuditKeySet set = keys.published();

        String signature = keys.sign(set.active(), "text ü");

        assertTrue(Ed25519.fits(set.first(), "text ü", signature));
        assertFalse(Ed25519.fits(set.first(), "text u", signature));
        assertEquals(signature, keys.sign(set.active(), "text ü"));
    }

    @Test
    final void a_restart_finds_the_same_keys() {
        assertEquals(keys.published(), open().published());
    }

    @Test
    final void a_rotation_is_announced_by_both_keys_and_signs_from_then_on_in_every_process() {
        AuditKeySet before = keys.published();

        rotate(Reason.SCHEDULED);

        AuditKeySet after = keys.published();
        assertEquals(before.first(), after.first());
        assertEquals(1, after.rotations().size());
        assertEquals(before.active(), after.rotations().getFirst().keyId());
        assertEquals(after.active(), after.rotations().getFirst().newKeyId());
        String newKey = after.rotations().getFirst().newKey();
        assertTrue(Ed25519.fits(newKey, "text", keys.sign(after.active(), "text")));
        assertTrue(after.json().contains("\"revoked_keys\":[]"), after.json());
    }

    @Test
    final void a_key_that_was_replaced_signs_nothing_more() {
        String old = keys.published().active();

        rotate(Reason.SCHEDULED);

        assertThrows(IllegalStateException.class, () -> keys.sign(old, "text"));
        assertThrows(IllegalStateException.class, () -> keys.sign("A".repeat(43), "text"));
    }

    @Test
    final void a_compromised_key_is_published_among_the_revoked() {
        String old = keys.published().active();

        rotate(Reason.COMPROMISED);

        String json = keys.published().json();
        String revoked = json.substring(json.indexOf("\"revoked_keys\""), json.indexOf("\"rotations\""));
        assertTrue(revoked.contains(old), json);
        assertFalse(json.substring(0, json.indexOf("\"revoked_keys\"")).contains(old), json);
    }
}
