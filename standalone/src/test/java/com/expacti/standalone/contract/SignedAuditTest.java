package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server signs, as others see and check it. */
@ExtendWith(OneServer.class)
final class SignedAuditTest {
    private final Wire wire;
    private final Fixtures fixtures;

    SignedAuditTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
    }

    @Test
    void the_keys_are_for_anybody_and_may_be_kept_for_a_while() throws ParseException {
        Answer answer = wire.send(
                Call.of("GET", "/.well-known/expacti-audit-keys.json", "none").byNobody());

        assertEquals(200, answer.status());
        assertEquals("public, max-age=300", answer.header("Cache-Control"));
        assertFalse(JWKSet.parse(answer.text()).getKeys().isEmpty());
        assertFalse(answer.text().contains("\"d\""), "a private half");
    }

    @Test
    void a_receipt_is_good_to_a_jose_library_that_has_the_published_keys() throws ParseException, JOSEException {
        String id = fixtures.approved().path("id").asText();

        JWSObject receipt = receipt(id, REVIEWER);

        JsonNode said = said(receipt);
        JsonNode entry = entry(said.path("seq").asLong());
        assertEquals(id, said.path("command_id").asText());
        assertEquals("approved", said.path("decision").asText());
        assertEquals(entry.path("hash").asText(), said.path("entry_hash").asText());
        assertEquals(entry.path("decided_by").asText(), said.path("decided_by").asText());
        assertEquals(entry.path("timestamp").asText(), said.path("timestamp").asText());
    }

    @Test
    void an_agent_gets_its_own_receipt_without_anybody_s_address() throws ParseException, JOSEException {
        String id = fixtures.approved().path("id").asText();

        JsonNode said = said(receipt(id, AGENT));

        assertTrue(said.path("decided_by").isMissingNode(), said.toString());
        assertFalse(said.toString().contains("@"), said.toString());
    }

    @Test
    void a_command_that_waits_has_no_receipt_yet() {
        Answer answer = get("/api/v1/commands/" + fixtures.pendingId() + "/receipt", REVIEWER);

        Problem.assertIs(409, "conflict", answer);
    }

    @Test
    void the_checkpoint_is_signed_and_the_last_line_of_all() {
        String _ = fixtures.approved().path("id").asText();

        JsonNode checkpoint = get("/api/v1/audit/checkpoint", REVIEWER).json();
        List<String> lines =
                get("/api/v1/audit/checkpoints", REVIEWER).text().lines().toList();
        JsonNode finding = get("/api/v1/audit/verify", REVIEWER).json();

        List<SignedCheckpoint> parsed = lines.stream()
                .map(line -> SignedCheckpoint.parse(line).orElseThrow())
                .toList();
        assertTrue(parsed.stream()
                .anyMatch(one ->
                        one.signature().equals(checkpoint.path("signature").asText())));
        for (int i = 1; i < parsed.size(); i++) {
            assertEquals(parsed.get(i - 1).digest(), parsed.get(i).checkpoint().previous());
        }
        assertTrue(finding.path("valid").asBoolean(), finding.toString());
        assertTrue(finding.path("checkpoint").path("timestamp").isTextual(), finding.toString());
        assertTrue(finding.path("checkpoint_refused").isMissingNode(), finding.toString());
    }

    @Test
    void how_old_the_checkpoints_are_and_whether_one_is_refused_can_be_watched() {
        String metrics = get("/prometheus", REVIEWER).text();

        assertTrue(metrics.contains("\nexpacti_audit_checkpoint_age_seconds "), metrics);
        assertTrue(metrics.contains("\nexpacti_audit_checkpoint_refused 0.0"), metrics);
    }

    private JWSObject receipt(String id, String token) throws ParseException, JOSEException {
        Answer answer = get("/api/v1/commands/" + id + "/receipt", token);
        JWSObject receipt = JWSObject.parse(answer.json().path("receipt").asText());
        String keys = get("/.well-known/expacti-audit-keys.json", token).text();
        var key = JWKSet.parse(keys).getKeyByKeyId(receipt.getHeader().getKeyID());
        assertTrue(receipt.verify(new Ed25519Verifier(key.toOctetKeyPair())), answer.toString());
        return receipt;
    }

    private static JsonNode said(JWSObject receipt) {
        try {
            return Wire.JSON.readTree(receipt.getPayload().toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private JsonNode entry(long seq) {
        return get("/api/v1/audit/export", REVIEWER)
                .text()
                .lines()
                .map(SignedAuditTest::parsed)
                .filter(entry -> entry.path("seq").asLong() == seq)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode parsed(String line) {
        try {
            return Wire.JSON.readTree(line);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Answer get(String path, String token) {
        return wire.send(Call.of("GET", path, token));
    }
}
