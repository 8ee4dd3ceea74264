package com.expacti.adapters.aws.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.aws.pending.Faults;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.contract.Race;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/** KMS is away, is busy, refuses, or has another key: nothing is sealed or opened that should not be, and nothing is lost. */
final class KmsSecretBoxTest {
    private static final String CONTEXT = "target\norg_a\ntarget_a";
    private static final byte[] SECRET = "s3cret".getBytes(StandardCharsets.UTF_8);
    private static final int TOO_OFTEN = 1000;

    private final FakeClock clock = new FakeClock();
    private final FakeKms kms = new FakeKms();
    private final Faults faults = new Faults(LocalKms.http());
    private final KmsClient client = LocalKms.client(kms.endpoint(), faults);
    private final String key = kms.key();
    private final SealedKeyset keyset = SealedKeyset.make(client, key);

    KmsSecretBoxTest() throws IOException {}

    @AfterEach
    void stop() {
        client.close();
        kms.close();
    }

    /** How KMS says that it does not answer now. */
    private enum Busy implements Faults.Refusal {
        THROTTLED(400, "ThrottlingException"),
        INTERNAL(500, "KMSInternalException"),
        KEY_AWAY(500, "KeyUnavailableException"),
        SLOW(503, "DependencyTimeoutException");

        private final Faults.Answer answer;

        Busy(int status, String code) {
            answer = Faults.Answer.json(status, code);
        }

        @Override
        public Faults.Answer answer() {
            return answer;
        }
    }

    private KmsSecretBox box(SealedKeyset of) {
        return KmsSecretBox.open(of, clock);
    }

    @Test
    void kms_is_asked_once_for_many_secrets() {
        KmsSecretBox box = box(keyset);
        int before = kms.asked();

        for (int i = 0; i < 100; i++) {
            assertArrayEquals(SECRET, box.open(box.seal(SECRET, CONTEXT), CONTEXT));
        }

        assertEquals(before, kms.asked());
    }

    @Test
    void many_at_once_ask_kms_once() {
        KmsSecretBox box = box(keyset);
        byte[] sealed = box.seal(SECRET, CONTEXT);
        clock.advance(KmsSecretBox.GOOD_FOR);
        int before = kms.asked();

        List<byte[]> opened = Race.run(_ -> () -> box.open(sealed, CONTEXT));

        assertTrue(opened.stream().allMatch(one -> Arrays.equals(one, SECRET)));
        assertEquals(before + 1, kms.asked());
    }

    @ParameterizedTest
    @EnumSource
    void invariant_1_without_kms_no_process_starts(Busy how) {
        faults.turnAway(how, TOO_OFTEN);

        assertUnavailable(() -> box(keyset));
    }

    @ParameterizedTest
    @EnumSource
    void what_kms_turns_away_is_tried_again(Busy how) {
        faults.turnAway(how, 2);

        KmsSecretBox box = box(keyset);

        assertArrayEquals(SECRET, box.open(box.seal(SECRET, CONTEXT), CONTEXT));
        assertEquals(2, faults.met());
    }

    @ParameterizedTest
    @EnumSource
    void invariant_1_while_kms_is_away_the_box_is_good_for_minutes_and_then_shut(Busy how) {
        KmsSecretBox box = box(keyset);
        byte[] sealed = box.seal(SECRET, CONTEXT);
        faults.turnAway(how, TOO_OFTEN);

        clock.advance(KmsSecretBox.GOOD_FOR.minusMillis(1));
        assertArrayEquals(SECRET, box.open(sealed, CONTEXT));
        clock.advance(Duration.ofMillis(1));
        assertUnavailable(() -> box.open(sealed, CONTEXT));
        assertUnavailable(() -> box.seal(SECRET, CONTEXT));

        faults.turnAway(how, 0);
        clock.advance(Duration.ofSeconds(2));
        assertArrayEquals(SECRET, box.open(sealed, CONTEXT));
    }

    @Test
    void while_kms_is_away_it_is_not_asked_for_each_secret() {
        KmsSecretBox box = box(keyset);
        faults.turnAway(Busy.SLOW, TOO_OFTEN);
        clock.advance(KmsSecretBox.ASKED_AGAIN);
        byte[] sealed = box.seal(SECRET, CONTEXT);
        int met = faults.met();

        assertArrayEquals(SECRET, box.open(sealed, CONTEXT));
        assertEquals(met, faults.met());
        clock.advance(KmsSecretBox.GOOD_FOR);
        assertUnavailable(() -> box.open(sealed, CONTEXT));
        int shut = faults.met();
        assertUnavailable(() -> box.open(sealed, CONTEXT));

        assertTrue(shut > met);
        assertEquals(shut, faults.met());
    }

    @Test
    void invariant_7_a_key_that_was_disabled_shuts_the_box_when_kms_is_asked_again() {
        KmsSecretBox box = box(keyset);
        byte[] sealed = box.seal(SECRET, CONTEXT);
        kms.disable(key);

        clock.advance(KmsSecretBox.ASKED_AGAIN);

        assertUnavailable(() -> box.open(sealed, CONTEXT));
        assertUnavailable(() -> box.seal(SECRET, CONTEXT));
        assertUnavailable(() -> box(keyset));
        kms.enable(key);
        clock.advance(Duration.ofSeconds(2));
        assertArrayEquals(SECRET, box.open(sealed, CONTEXT));
    }

    @Test
    void new_material_of_the_key_changes_nothing_that_was_sealed() {
        byte[] sealed = box(keyset).seal(SECRET, CONTEXT);

        kms.rotate(key);

        assertArrayEquals(SECRET, box(keyset).open(sealed, CONTEXT));
        SealedKeyset again = keyset.under(key);
        assertArrayEquals(SECRET, box(again).open(sealed, CONTEXT));
    }

    @Test
    void under_another_key_of_kms_the_keyset_opens_what_it_sealed_and_the_old_key_can_go() {
        byte[] sealed = box(keyset).seal(SECRET, CONTEXT);
        String other = kms.key();

        SealedKeyset moved = keyset.under(other);
        kms.disable(key);

        assertArrayEquals(SECRET, box(moved).open(sealed, CONTEXT));
        assertUnavailable(() -> box(keyset));
    }

    /** Nodes of the step before and of the step after run beside each other while they are started anew. */
    @Test
    void a_new_key_of_the_keyset_comes_in_two_steps_of_which_each_opens_what_the_other_sealed() {
        SealedKeyset next = keyset.withNext();
        SealedKeyset promoted = next.promoted();

        byte[] first = box(keyset).seal(SECRET, CONTEXT);
        byte[] second = box(next).seal(SECRET, CONTEXT);
        byte[] third = box(promoted).seal(SECRET, CONTEXT);

        assertArrayEquals(SECRET, box(keyset).open(second, CONTEXT));
        assertArrayEquals(SECRET, box(next).open(third, CONTEXT));
        assertArrayEquals(SECRET, box(promoted).open(first, CONTEXT));
        assertThrows(IllegalStateException.class, () -> box(keyset).open(third, CONTEXT));
    }

    @Test
    void a_keyset_takes_no_more_keys_than_kms_can_encrypt() {
        SealedKeyset full = keyset;
        for (int keys = 1; keys < 30; keys++) {
            full = full.withNext();
        }
        SealedKeyset last = full;

        assertThrows(IllegalStateException.class, last::withNext);
        assertArrayEquals(SECRET, box(last.promoted()).open(box(keyset).seal(SECRET, CONTEXT), CONTEXT));
    }

    @Test
    void another_keyset_opens_nothing_of_this_one() {
        byte[] sealed = box(keyset).seal(SECRET, CONTEXT);
        KmsSecretBox other = box(SealedKeyset.make(client, key));

        assertThrows(IllegalStateException.class, () -> other.open(sealed, CONTEXT));
    }

    @Test
    void a_keyset_as_it_is_kept_shows_nothing_of_its_keys_and_opens_again() {
        String kept = keyset.base64();

        SealedKeyset read = SealedKeyset.of(client, key, kept + "\n");

        assertEquals(keyset, read);
        assertArrayEquals(SECRET, box(read).open(box(keyset).seal(SECRET, CONTEXT), CONTEXT));
        assertNotEquals(kept, keyset.under(key).base64());
        assertFalse(keyset.toString().contains(kept));
    }

    @Test
    void a_keyset_that_is_damaged_or_another_keys_is_refused() {
        byte[] cut = Arrays.copyOf(Base64.getDecoder().decode(keyset.base64()), 40);
        SealedKeyset damaged = SealedKeyset.of(client, key, Base64.getEncoder().encodeToString(cut));
        SealedKeyset foreign = SealedKeyset.of(client, kms.key(), keyset.base64());

        assertThrows(IllegalStateException.class, () -> box(damaged));
        assertUnavailable(() -> box(foreign));
        assertThrows(IllegalArgumentException.class, () -> SealedKeyset.of(client, key, "no base64!"));
    }

    /** What KMS encrypted for something else, with the same key, is no keyset. */
    @Test
    void what_the_key_encrypted_for_another_purpose_does_not_open() {
        KmsKey kek = new KmsKey(client, key);
        byte[] sealed = kek.encrypt(SECRET, "expacti secrets".getBytes(StandardCharsets.UTF_8));

        assertThrows(
                InvalidCiphertextException.class,
                () -> kek.decrypt(sealed, "another".getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertUnavailable(Executable call) {
        GateException away = assertThrows(GateException.class, call);
        assertEquals(ErrorCode.UNAVAILABLE, away.code());
        assertEquals(
                "the gate cannot get the key of its secrets; nothing was sealed or opened, try again",
                away.getMessage());
    }
}
