package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.passkey.Assertion;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.expacti.testkit.SoftAuthenticator;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** E4 at a whole server: passkeys that really sign, as a second factor and as a stronger proof. */
@ExtendWith(OneServer.class)
final class PasskeyTest {
    private final Wire wire;
    private final Fixtures fixtures;

    PasskeyTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
    }

    private JsonNode made(String token, String path, String body) {
        Answer answer = wire.send(Call.of("POST", "/api/v1" + path, token).body(body));
        assertTrue(answer.status() < 300, answer.toString());
        return answer.json();
    }

    @Test
    void signing_in_takes_the_password_then_the_passkey_and_each_answer_once() {
        KeyedPerson ada = KeyedPerson.with(wire, fixtures);
        Answer asked = fixtures.signIns().post("/login", SignIns.loginBody(ada.email()));
        Problem.assertIs(401, "totp_required", asked);
        assertEquals(
                "[\"passkey\",\"backup_code\"]", asked.json().path("methods").toString());
        assertEquals(
                "localhost", asked.json().path("passkey_options").path("rpId").asText());
        Assertion signed = ada.key()
                .signed(asked.json().path("passkey_options").path("challenge").asText());

        Answer in = ada.login(signed);

        assertEquals(200, in.status(), in.toString());
        Problem.assertIs(401, "unauthorized", ada.login(signed));
        JsonNode me = wire.send(Call.of(
                        "GET", "/api/v1/me", in.json().path("access_token").asText()))
                .json();
        assertTrue(me.path("totp_enabled").asBoolean());
        assertEquals("[\"passkey\",\"backup_code\"]", me.path("second_factors").toString());
    }

    @Test
    void e4_origin_rp_id_and_uv_flag_are_looked_at_when_signing_in() {
        KeyedPerson ada = KeyedPerson.with(wire, fixtures);
        String here = "http://localhost:" + wire.port();
        SoftAuthenticator key = ada.key();

        Problem.assertIs(
                401, "unauthorized", ada.login(key.at("https://evil.example").signed(ada.asked())));
        Problem.assertIs(
                401,
                "unauthorized",
                ada.login(key.at(here).forRp("evil.example").signed(ada.asked())));
        assertEquals(200, ada.login(key.forRp("localhost").signed(ada.asked())).status());
        Problem.assertIs(401, "unauthorized", ada.login(key.unverified().signed(ada.asked())));
    }

    @Test
    void e4_sign_count_that_goes_back_is_refused() {
        KeyedPerson ada = KeyedPerson.with(wire, fixtures);
        assertEquals(200, ada.login(ada.key().counting(9).signed(ada.asked())).status());

        Problem.assertIs(
                401, "unauthorized", ada.login(ada.key().counting(9 - 1).signed(ada.asked())));
    }

    /** An org of their own in which an agent asks for something CRITICAL, and approving it takes a passkey. */
    private final class Asking {
        final KeyedPerson owner = KeyedPerson.with(wire, fixtures).signedInAgain();
        final String agent;

        Asking() {
            Answer set = wire.send(Call.of("PATCH", "/api/v1/org", owner.token())
                    .body("{\"require_step_up\":true,\"allow_self_approval\":true}"));
            assertEquals(200, set.status(), set.toString());
            assertTrue(set.json().path("require_step_up").asBoolean());
            String id = made(owner.token(), "/agents", "{\"name\":\"bot\"}")
                    .path("id")
                    .asText();
            agent = made(owner.token(), "/agents/" + id + "/tokens", "{\"name\":\"t\"}")
                    .path("token")
                    .asText();
        }

        String critical(String path) {
            JsonNode held = made(
                    agent,
                    "/commands",
                    "{\"ref\":\"%s\",\"command\":\"rm -rf %s\"}".formatted(fixtures.unique(), path));
            assertEquals("CRITICAL", held.path("risk_level").asText(), held.toString());
            return held.path("id").asText();
        }

        String challenge(String command) {
            return made(owner.token(), "/commands/" + command + "/step-up", "{}")
                    .path("challenge")
                    .asText();
        }

        Answer settings(String method, String path, String body) {
            return wire.send(
                    Call.of(method, "/api/v1/org" + path, owner.token()).body(body));
        }

        Assertion signedFor(String change) {
            Answer asked = settings("POST", "/step-up", change);
            assertEquals(201, asked.status(), asked.toString());
            return owner.key().signed(asked.json().path("challenge").asText());
        }

        Answer approve(String command, String body) {
            return wire.send(Call.of("POST", "/api/v1/commands/" + command + "/approve", owner.token())
                    .body(body));
        }

        Answer approve(String command, Assertion signed) {
            return approve(command, "{\"step_up\":%s}".formatted(KeyedPerson.json(signed)));
        }

        String status(String command) {
            return wire.send(Call.of("GET", "/api/v1/commands/" + command, owner.token()))
                    .json()
                    .path("status")
                    .asText();
        }
    }

    @Test
    void e4_digest_binding_over_rest_a_critical_command_takes_a_signature_of_its_own() {
        Asking org = new Asking();
        String harmful = org.critical("/");
        String other = org.critical("/etc");

        Problem.assertIs(403, "step_up_required", org.approve(harmful, "{}"));
        Assertion forOther = org.owner.key().signed(org.challenge(other));
        Problem.assertIs(403, "step_up_required", org.approve(harmful, forOther));
        assertEquals("pending", org.status(harmful));
        Assertion good = org.owner.key().signed(org.challenge(harmful));
        assertEquals(
                "approved", org.approve(harmful, good).json().path("status").asText());
        assertEquals(
                "approved",
                org.approve(other, org.owner.key().signed(org.challenge(other)))
                        .json()
                        .path("status")
                        .asText());

        Problem.assertIs(403, "step_up_required", org.approve(org.critical("/"), good));
        assertEquals(
                200,
                wire.send(Call.of("POST", "/api/v1/commands/" + org.critical("/usr") + "/deny", org.owner.token())
                                .body("{}"))
                        .status());
    }

    @Test
    void weakening_the_settings_takes_a_signature_for_that_very_change() {
        Asking org = new Asking();
        String off = "{\"require_step_up\":false}";
        Problem.assertIs(403, "step_up_required", org.settings("PATCH", "", off));
        Problem.assertIs(403, "step_up_required", org.settings("PATCH", "", "{\"auto_approve_below\":90}"));

        Assertion forOther = org.signedFor("{\"auto_approve_below\":90}");
        Problem.assertIs(403, "step_up_required", org.settings("PATCH", "", with(off, forOther)));
        assertEquals(200, org.settings("PATCH", "", "{\"timeout_seconds\":90}").status());
        Assertion good = org.signedFor(off);
        Answer done = org.settings("PATCH", "", with(off, good));

        assertEquals(200, done.status(), done.toString());
        assertTrue(!done.json().path("require_step_up").asBoolean(true), done.toString());
        assertEquals(
                200, org.settings("PATCH", "", "{\"require_step_up\":true}").status());
        Problem.assertIs(403, "step_up_required", org.settings("PATCH", "", with(off, good)));
    }

    private static String with(String change, Assertion signed) {
        return change.substring(0, change.length() - 1) + ",\"step_up\":" + KeyedPerson.json(signed) + "}";
    }

    @Test
    void an_api_key_approves_nothing_critical_there() {
        Asking org = new Asking();
        String key = made(
                        org.owner.token(),
                        "/api-keys",
                        "{\"name\":\"k\",\"permissions\":[\"commands:read\",\"commands:decide\"]}")
                .path("key")
                .asText();
        String command = org.critical("/");

        Answer refused = wire.send(
                Call.of("POST", "/api/v1/commands/" + command + "/approve", key).body("{}"));

        Problem.assertIs(403, "step_up_required", refused);
        assertTrue(refused.text().contains("a key has no passkey"), refused.toString());
        assertEquals("pending", org.status(command));
    }

    /** Hears what is sent, until one of the wanted types comes. */
    private static final class Ear implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();
        volatile CompletableFuture<String> wanted = new CompletableFuture<>();
        volatile String type = "snapshot";

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                String message = part.toString();
                part.setLength(0);
                if (message.contains("\"type\":\"" + type + "\"")) {
                    wanted.complete(message);
                }
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        /** Says this, and hears the next of the wanted type. */
        String next(String which, WebSocket socket, String said) throws Exception {
            wanted = new CompletableFuture<>();
            type = which;
            var _ = socket.sendText(said, true).join();
            return wanted.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void e4_digest_binding_over_the_reviewer_socket_too() throws Exception {
        Asking org = new Asking();
        String command = org.critical("/");
        String other = org.critical("/etc");
        String decide = "{\"type\":\"decide\",\"id\":\"%s\",\"allow\":true%s}";
        try (HttpClient http = HttpClient.newHttpClient()) {
            Ear ear = new Ear();
            WebSocket socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + org.owner.token())
                    .buildAsync(URI.create("ws://localhost:" + wire.port() + "/reviewer/ws"), ear)
                    .join();
            assertTrue(ear.wanted.get(30, TimeUnit.SECONDS).contains(command));

            String bare = ear.next("error", socket, decide.formatted(command, ""));
            assertTrue(bare.contains("step_up_required") && bare.contains(command), bare);
            String wrong = ",\"step_up\":" + KeyedPerson.json(org.owner.key().signed(org.challenge(other)));
            String refused = ear.next("error", socket, decide.formatted(command, wrong));
            assertTrue(refused.contains("step_up_required"), refused);
            assertEquals("pending", org.status(command));
            String good = ",\"step_up\":" + KeyedPerson.json(org.owner.key().signed(org.challenge(command)));

            String resolved = ear.next("command_resolved", socket, decide.formatted(command, good));

            assertTrue(resolved.contains("\"allow\":true") && resolved.contains(command), resolved);
            socket.abort();
        }
    }
}
