package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Attestation;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.expacti.testkit.SoftAuthenticator;
import com.fasterxml.jackson.databind.JsonNode;

/** Somebody who signs up, adds a passkey over the wire, and signs in with it: real signatures, for the server's own address. */
final class KeyedPerson {
    private final Wire wire;
    private final String email;
    private final SoftAuthenticator key;
    private String token;
    private String passkeyId = "";
    private String backupCode = "";

    private KeyedPerson(Wire wire, String email, String token) {
        this.wire = wire;
        this.email = email;
        this.token = token;
        this.key = authenticator(wire);
    }

    static SoftAuthenticator authenticator(Wire wire) {
        return new SoftAuthenticator("http://localhost:" + wire.port(), "localhost");
    }

    /** The owner of an org of their own, with a passkey. */
    static KeyedPerson with(Wire wire, Fixtures fixtures) {
        String email = fixtures.email();
        return of(wire, email, fixtures.signIns().accessToken(email));
    }

    /** Somebody who signed in and has no second factor yet. */
    static KeyedPerson of(Wire wire, String email, String token) {
        KeyedPerson out = new KeyedPerson(wire, email, token);
        JsonNode added = out.done(
                "/auth/passkeys", newBody(out.key, out.begun().path("challenge").asText()));
        out.passkeyId = added.path("id").asText();
        out.backupCode = added.path("backup_codes").path(0).asText();
        return out;
    }

    private JsonNode done(String path, String body) {
        Answer answer = post(path, body);
        assertTrue(answer.status() < 300, answer.toString());
        return answer.json();
    }

    Answer post(String path, String body) {
        return wire.send(Call.of("POST", "/api/v1" + path, token).body(body));
    }

    private JsonNode begun() {
        return done("/auth/passkeys/options", passwordBody());
    }

    static String passwordBody() {
        return "{\"password\":\"%s\"}".formatted(SignIns.PASSWORD);
    }

    /** A body that adds a new key of this sign-in. */
    static String newBody(Wire wire, String token) {
        Answer begun = wire.send(
                Call.of("POST", "/api/v1/auth/passkeys/options", token).body(passwordBody()));
        return newBody(authenticator(wire), begun.json().path("challenge").asText());
    }

    static String newBody(SoftAuthenticator key, String challenge) {
        Attestation made = key.made(challenge);
        return """
                {"name":"laptop","credential":{"id":"%s","type":"public-key","response":{"clientDataJSON":"%s",
                "attestationObject":"%s","transports":["internal"]}}}
                """.formatted(made.credentialId(), made.clientData(), made.attestationObject());
    }

    static String json(Assertion signed) {
        return """
                {"id":"%s","rawId":"%s","type":"public-key","response":{"clientDataJSON":"%s","authenticatorData":"%s",
                "signature":"%s","userHandle":null},"clientExtensionResults":{}}
                """.formatted(
                        signed.credentialId(),
                        signed.credentialId(),
                        signed.clientData(),
                        signed.authenticatorData(),
                        signed.signature());
    }

    /** What the sign-in asks the passkey to sign. */
    String asked() {
        Answer answer = new SignIns(wire).post("/login", SignIns.loginBody(email));
        Problem.assertIs(401, "totp_required", answer);
        return answer.json().path("passkey_options").path("challenge").asText();
    }

    Answer login(Assertion signed) {
        String body = SignIns.loginBody(email);
        return new SignIns(wire)
                .post("/login", body.substring(0, body.length() - 1) + ",\"passkey\":" + json(signed) + "}");
    }

    /** Signs in with it; calls as that sign-in from now on. */
    KeyedPerson signedInAgain() {
        Answer answer = login(key.signed(asked()));
        assertTrue(answer.status() == 200, answer.toString());
        token = answer.json().path("access_token").asText();
        return this;
    }

    /** The password and a code from paper, once. */
    String proofBody() {
        return "{\"password\":\"%s\",\"backup_code\":\"%s\"}".formatted(SignIns.PASSWORD, backupCode);
    }

    SoftAuthenticator key() {
        return key;
    }

    String token() {
        return token;
    }

    String email() {
        return email;
    }

    String passkeyId() {
        return passkeyId;
    }
}
