package com.expacti.adapters.identity.passkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Attestation;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.WebAuthn;
import com.expacti.application.passkey.WebAuthn.Registration;
import com.expacti.application.passkey.WebAuthn.Use;
import com.expacti.testkit.SoftAuthenticator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E4's WebAuthn half, against an authenticator that really signs. */
final class CheckedWebAuthnTest {
    private static final String ORIGIN = "https://gate.example.com";
    private static final String RP_ID = "gate.example.com";
    private static final String HANDLE = "aGFuZGxlLW9mLWFkYQ";
    private static final String CHALLENGE = "Y2hhbGxlbmdlLW9mLXRoaXMtbW9tZW50LTAxMjM0NTY3";
    private static final String ANOTHER = "YW5vdGhlci1jaGFsbGVuZ2Utb2YtYmVmb3JlLTAxMjM0";

    private final WebAuthn webAuthn = new CheckedWebAuthn(ORIGIN + "/");
    private final SoftAuthenticator key = new SoftAuthenticator(ORIGIN, RP_ID);

    private Passkey registered(SoftAuthenticator authenticator) {
        Registration.Made made = assertInstanceOf(
                Registration.Made.class, webAuthn.register(CHALLENGE, HANDLE, authenticator.made(CHALLENGE)));
        return new Passkey(
                "passkey_1",
                made.credentialId(),
                made.publicKey(),
                made.signCount(),
                List.of("internal"),
                made.backup(),
                "laptop",
                Instant.EPOCH,
                Optional.empty());
    }

    private Use use(Passkey passkey, Assertion assertion) {
        return webAuthn.use(CHALLENGE, HANDLE, passkey, assertion);
    }

    @Test
    void what_was_asked_and_signed_here_is_good_and_counted() {
        Passkey passkey = registered(key);

        Use.Good good = assertInstanceOf(Use.Good.class, use(passkey, key.signed(CHALLENGE)));

        assertEquals(1, good.signCount());
        assertEquals(key.credentialId(), passkey.credentialId());
        assertEquals(Passkey.Backup.NEVER, good.backup());
        assertEquals(RP_ID, webAuthn.rpId());
    }

    @Test
    void the_challenge_that_was_signed_can_be_read() {
        assertEquals(
                Optional.of(CHALLENGE), webAuthn.challenge(key.signed(CHALLENGE).clientData()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "bm8ganNvbg", "e30", "W10", "bnVsbA", "eyJjaGFsbGVuZ2UiOjd9"})
    void what_is_no_client_data_has_no_challenge(String text) {
        assertEquals(Optional.empty(), webAuthn.challenge(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://gate.example.com",
                "https://gate.example.com:8443",
                "https://sub.gate.example.com",
                "https://gate.example.com.evil.example",
                "https://example.com",
                "null"
            })
    void e4_origin_only_the_public_address_counts(String origin) {
        Passkey passkey = registered(key);

        assertInstanceOf(Use.Refused.class, use(passkey, key.at(origin).signed(CHALLENGE)));
        assertInstanceOf(
                Registration.Refused.class,
                webAuthn.register(CHALLENGE, HANDLE, new SoftAuthenticator(origin, RP_ID).made(CHALLENGE)));
    }

    @Test
    void e4_rp_id_a_signature_for_another_site_is_none() {
        Passkey passkey = registered(key);

        assertInstanceOf(
                Use.Refused.class, use(passkey, key.forRp("example.com").signed(CHALLENGE)));
        assertInstanceOf(
                Registration.Refused.class,
                webAuthn.register(CHALLENGE, HANDLE, new SoftAuthenticator(ORIGIN, "evil.example").made(CHALLENGE)));
    }

    @Test
    void e4_uv_flag_a_touch_alone_proves_nobody() {
        Passkey passkey = registered(key);

        assertInstanceOf(Use.Refused.class, use(passkey, key.unverified().signed(CHALLENGE)));
        assertInstanceOf(
                Registration.Refused.class,
                webAuthn.register(
                        CHALLENGE,
                        HANDLE,
                        new SoftAuthenticator(ORIGIN, RP_ID).unverified().made(CHALLENGE)));
    }

    @Test
    void e4_sign_count_that_does_not_go_forward_is_a_copy() {
        Passkey passkey = registered(key.counting(7));
        assertEquals(7, passkey.signCount());

        assertInstanceOf(Use.Copied.class, use(passkey, key.counting(6).signed(CHALLENGE)));
        assertInstanceOf(Use.Copied.class, use(passkey, key.counting(2).signed(CHALLENGE)));
        assertInstanceOf(Use.Good.class, use(passkey, key.counting(7).signed(CHALLENGE)));
    }

    @Test
    void e4_a_signature_over_another_challenge_is_none() {
        Passkey passkey = registered(key);

        assertInstanceOf(Use.Refused.class, use(passkey, key.signed(ANOTHER)));
        assertInstanceOf(Registration.Refused.class, webAuthn.register(CHALLENGE, HANDLE, key.made(ANOTHER)));
    }

    @Test
    void a_signature_of_another_key_is_none() {
        Passkey passkey = registered(key);
        SoftAuthenticator stranger = new SoftAuthenticator(ORIGIN, RP_ID);
        Assertion theirs = stranger.signed(CHALLENGE);

        assertInstanceOf(Use.Refused.class, use(passkey, theirs));
        assertInstanceOf(
                Use.Refused.class,
                use(
                        passkey,
                        new Assertion(
                                passkey.credentialId(),
                                theirs.clientData(),
                                theirs.authenticatorData(),
                                theirs.signature(),
                                Optional.empty())));
    }

    @Test
    void what_was_signed_to_make_a_key_does_not_use_it_nor_the_other_way_round() {
        Passkey passkey = registered(key);
        Attestation made = key.made(CHALLENGE);
        Assertion signed = key.signed(CHALLENGE);

        assertInstanceOf(
                Use.Refused.class,
                use(
                        passkey,
                        new Assertion(
                                passkey.credentialId(),
                                made.clientData(),
                                signed.authenticatorData(),
                                signed.signature(),
                                Optional.empty())));
        assertInstanceOf(
                Registration.Refused.class,
                webAuthn.register(
                        CHALLENGE,
                        HANDLE,
                        new Attestation(
                                made.credentialId(), signed.clientData(), made.attestationObject(), List.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "AAAA", "e30", "oA"})
    void what_cannot_be_read_is_refused_and_breaks_nothing(String text) {
        Passkey passkey = registered(key);
        Assertion signed = key.signed(CHALLENGE);
        Attestation made = key.made(CHALLENGE);

        assertInstanceOf(
                Use.Refused.class,
                use(
                        passkey,
                        new Assertion(
                                signed.credentialId(),
                                signed.clientData(),
                                text,
                                signed.signature(),
                                Optional.empty())));
        assertInstanceOf(
                Use.Refused.class,
                use(
                        passkey,
                        new Assertion(
                                signed.credentialId(),
                                text,
                                signed.authenticatorData(),
                                signed.signature(),
                                Optional.empty())));
        assertInstanceOf(
                Use.Refused.class,
                use(
                        passkey,
                        new Assertion(
                                signed.credentialId(),
                                signed.clientData(),
                                signed.authenticatorData(),
                                text,
                                Optional.of(text))));
        assertInstanceOf(
                Registration.Refused.class,
                webAuthn.register(
                        CHALLENGE, HANDLE, new Attestation(made.credentialId(), made.clientData(), text, List.of())));
        assertInstanceOf(
                Registration.Refused.class,
                webAuthn.register(
                        CHALLENGE,
                        HANDLE,
                        new Attestation(text, made.clientData(), made.attestationObject(), List.of())));
    }
}
