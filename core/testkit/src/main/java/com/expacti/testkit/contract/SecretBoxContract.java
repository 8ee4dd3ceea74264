package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link SecretBox} does. */
public abstract class SecretBoxContract {
    static final byte[] SECRET = "s3cret ✓".getBytes(StandardCharsets.UTF_8);
    static final String CONTEXT = "target\norg_a\ntarget_a";

    /** The box as a process finds it that starts now. */
    protected abstract SecretBox open();

    @Test
    final void what_was_sealed_opens_also_after_a_restart() {
        byte[] sealed = open().seal(SECRET, CONTEXT);

        assertArrayEquals(SECRET, open().open(sealed, CONTEXT));
    }

    @Test
    final void a_secret_may_be_empty_or_long() {
        SecretBox box = open();
        byte[] recording = new byte[3 << 20];

        assertArrayEquals(new byte[0], box.open(box.seal(new byte[0], CONTEXT), CONTEXT));
        assertArrayEquals(recording, box.open(box.seal(recording, CONTEXT), CONTEXT));
    }

    @Test
    final void invariant_6_it_opens_for_no_other_org_and_no_other_purpose() {
        SecretBox box = open();
        byte[] sealed = box.seal(SECRET, CONTEXT);

        for (String other : List.of(
                "target\norg_b\ntarget_a",
                "target\norg_a\ntarget_b",
                "recording\norg_a\ntarget_a",
                "target\norg_a\ntarget_",
                "target\norg_a\ntarget_ab",
                "")) {
            assertThrows(IllegalStateException.class, () -> box.open(sealed, other), other);
        }
    }

    @Test
    final void what_was_never_sealed_does_not_open() {
        SecretBox box = open();

        assertThrows(IllegalStateException.class, () -> box.open(new byte[0], CONTEXT));
        assertThrows(IllegalStateException.class, () -> box.open(SECRET, CONTEXT));
        assertThrows(IllegalStateException.class, () -> box.open(new byte[200], CONTEXT));
    }
}
