package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What every {@link SecretBox} does that keeps secrets, and a fake that anybody can look into does not. */
public abstract class SecrecyContract extends SecretBoxContract {
    @Test
    final void nothing_of_a_secret_can_be_read_and_no_two_look_alike() {
        SecretBox box = open();

        byte[] one = box.seal(SECRET, CONTEXT);
        byte[] other = box.seal(SECRET, CONTEXT);

        assertFalse(Arrays.equals(one, other));
        assertFalse(new String(one, StandardCharsets.ISO_8859_1).contains("s3cret"));
    }

    @Test
    final void with_any_one_bit_flipped_it_does_not_open() {
        SecretBox box = open();
        byte[] sealed = box.seal(SECRET, CONTEXT);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] flipped = sealed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(IllegalStateException.class, () -> box.open(flipped, CONTEXT), "bit " + bit);
        }
    }

    @Test
    final void cut_short_or_made_longer_it_does_not_open() {
        SecretBox box = open();
        byte[] sealed = box.seal(SECRET, CONTEXT);

        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThrows(IllegalStateException.class, () -> box.open(cut, CONTEXT), "of length " + length);
        }
        assertThrows(IllegalStateException.class, () -> box.open(Arrays.copyOf(sealed, sealed.length + 1), CONTEXT));
    }
}
