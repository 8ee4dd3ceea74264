package com.expacti.adapters.identity.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.account.PasswordHashes.Match;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.testkit.contract.Race;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords as Argon2id hashes. */
final class Argon2HashesTest {
    private static final Argon2Cost CHEAP = new Argon2Cost(64, 1, 1);

    private final Argon2Hashes hashes = new Argon2Hashes(CHEAP);

    @Test
    void a_password_matches_its_hash_and_no_other() {
        String hash = hashes.hash("correct horse battery staple");

        assertEquals(Match.SAME, hashes.compare("correct horse battery staple", Optional.of(hash)));
        assertEquals(Match.DIFFERENT, hashes.compare("correct horse battery stapl", Optional.of(hash)));
        assertEquals(Match.DIFFERENT, hashes.compare("", Optional.of(hash)));
    }

    @Test
    void a_hash_is_a_phc_string_with_a_salt_of_its_own() {
        String one = hashes.hash("the same password");
        String other = hashes.hash("the same password");

        assertTrue(one.matches("\\$argon2id\\$v=19\\$m=64,t=1,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"), one);
        assertNotEquals(one, other);
    }

    @Test
    void a_hash_of_another_cost_still_matches_and_asks_to_be_made_again() {
        String before = new Argon2Hashes(new Argon2Cost(32, 2, 1)).hash("the same password");

        assertEquals(Match.SAME_BUT_OUTDATED, hashes.compare("the same password", Optional.of(before)));
        assertEquals(Match.DIFFERENT, hashes.compare("another password", Optional.of(before)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "$argon2id$v=19$m=64,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void text_that_is_no_hash_matches_nothing(String stored) {
        assertEquals(Match.DIFFERENT, hashes.compare("", Optional.of(stored)));
        assertEquals(Match.DIFFERENT, hashes.compare("password", Optional.of(stored)));
    }

    @Test
    void where_there_is_no_hash_nothing_matches() {
        assertEquals(Match.DIFFERENT, hashes.compare("anything at all", Optional.empty()));
    }

    /** RFC 9106 §5.3, without which two mistakes of ours could agree with each other. */
    @Test
    void the_library_computes_what_the_standard_shows() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(HexFormat.of().parseHex("02".repeat(16)))
                .withSecret(HexFormat.of().parseHex("03".repeat(8)))
                .withAdditional(HexFormat.of().parseHex("04".repeat(12)))
                .build());
        byte[] out = new byte[32];

        int _ = generator.generateBytes(HexFormat.of().parseHex("01".repeat(32)), out);

        assertEquals(
                "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659",
                HexFormat.of().formatHex(out));
    }

    @Test
    void many_at_once_are_answered_or_told_to_come_again() {
        String hash = hashes.hash("a password of many");

        List<String> came = Race.run(i -> () -> {
            try {
                return hashes.compare("a password of many", Optional.of(hash)).name();
            } catch (GateException e) {
                return e.code() == ErrorCode.UNAVAILABLE ? "SAME" : e.code().name();
            }
        });

        assertTrue(came.stream().allMatch("SAME"::equals), came.toString());
    }

    /** Printed, not asserted: what a hash costs on the machine of the moment. */
    @Test
    void the_standard_cost_is_measured() {
        Argon2Hashes standard = new Argon2Hashes(Argon2Cost.STANDARD);
        for (int i = 0; i < 20; i++) {
            var _ = standard.compare("warm up", Optional.empty());
        }
        long begin = System.nanoTime();
        for (int i = 0; i < 10; i++) {
            var _ = standard.compare("measured", Optional.empty());
        }
        System.out.println("one Argon2id hash, m=19456 t=2 p=1: " + (System.nanoTime() - begin) / 10_000_000 + " ms");
    }
}
