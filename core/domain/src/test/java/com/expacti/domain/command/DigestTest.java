package com.expacti.domain.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DigestTest {
    @Test
    void the_digest_of_a_text_is_the_sha_256_of_its_utf_8() {
        // FIPS 180-4, the examples of one block and of none.
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Digest.ofText("abc").hex());
        assertEquals(
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                Digest.ofText("").hex());
    }

    @Test
    void anything_but_64_lower_case_digits_is_no_digest() {
        String good = Digest.ofText("abc").hex();
        for (String bad : List.of(
                "", good.substring(1), good + "0", good.toUpperCase(java.util.Locale.ROOT), "g" + good.substring(1))) {
            assertThrows(IllegalArgumentException.class, () -> new Digest(bad), bad);
        }
    }

    @Test
    void what_may_not_change_under_a_ref_is_told_apart_wherever_it_stands() {
        List<Submission> all = List.of(
                submission("a", Optional.empty(), Optional.empty(), false),
                submission("a", Optional.empty(), Optional.empty(), true),
                submission("a", Optional.of(""), Optional.empty(), false),
                submission("a", Optional.of("b"), Optional.empty(), false),
                submission("a", Optional.empty(), Optional.of("b"), false),
                submission("ab", Optional.empty(), Optional.empty(), false),
                submission("a", Optional.of("spend"), Optional.empty(), false),
                submission("a", Optional.empty(), Optional.of("spend"), false),
                submission("", Optional.of("a"), Optional.empty(), false));
        Set<Digest> digests = new HashSet<>();

        all.forEach(s -> digests.add(s.digest()));

        assertEquals(all.size(), digests.size());
        assertEquals(
                all.getFirst().digest(),
                submission("a", Optional.empty(), Optional.empty(), false).digest());
    }

    /** Digests are stored and compared with those of later versions. */
    @Test
    void the_digest_of_a_submission_stays_what_it_was() {
        // SHA-256 of each part behind its length in four bytes: `a`, none (all bits set), `prod`, `spend`.
        assertEquals(
                "02e3a40b082e8e0598ab28dd98b1654eb0189831bc111eb1442e2a6031955d22",
                submission("a", Optional.empty(), Optional.of("prod"), true)
                        .digest()
                        .hex());
    }

    @Test
    void only_an_approved_outcome_allows_and_literals_read_back() {
        for (Outcome outcome : Outcome.values()) {
            assertEquals(outcome == Outcome.APPROVED, outcome.allow());
            assertEquals(Optional.of(outcome), Outcome.of(outcome.literal()));
        }
        for (Via via : Via.values()) {
            assertEquals(Optional.of(via), Via.of(via.literal()));
            assertEquals(via == Via.WHITELIST || via == Via.THRESHOLD, via.byRule());
        }
        assertEquals(Optional.empty(), Outcome.of("APPROVED"));
        assertEquals(Optional.empty(), Via.of("nothing"));
    }

    private static Submission submission(String command, Optional<String> cwd, Optional<String> target, boolean spend) {
        return new Submission(
                new CommandId("cmd_1"),
                new OrgId("org_1"),
                new SessionId("sess_1"),
                new AgentId("agent_1"),
                new CredentialId("tok_1"),
                "ref",
                command,
                cwd,
                target.map(TargetId::new),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                spend,
                false,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }
}
