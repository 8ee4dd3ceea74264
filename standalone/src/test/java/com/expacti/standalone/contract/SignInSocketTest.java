package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People who sign in at a whole server: what their tokens open, and what closes with them. */
@ExtendWith(OneServer.class)
final class SignInSocketTest {
    private final Wire wire;
    private final Fixtures fixtures;

    SignInSocketTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
    }

    /** Remembers the first frame and the closing code. */
    private static final class Ear implements WebSocket.Listener {
        final CompletableFuture<String> first = new CompletableFuture<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            first.complete(data.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            first.completeExceptionally(error);
            closed.completeExceptionally(error);
        }
    }

    private Ear reviewerSocket(HttpClient http, String token) {
        Ear ear = new Ear();
        var _ = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create("ws://localhost:" + wire.port() + "/reviewer/ws"), ear)
                .join();
        return ear;
    }

    private Answer post(String token, String path, String body) {
        return wire.send(Call.of("POST", "/api/v1" + path, token).body(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"removed", "disabled"})
    void an_org_s_own_issuer_that_ends_closes_the_reviewer_sockets_of_its_sign_ins(String end) throws Exception {
        Insiders insiders = new Insiders(wire);
        String issuer = insiders.linked();
        String access = insiders.signedIn(issuer);
        try (HttpClient http = HttpClient.newHttpClient()) {
            Ear ear = reviewerSocket(http, access);
            assertTrue(ear.first.get(30, TimeUnit.SECONDS).contains("\"type\":\"welcome\""));

            Answer ended = end.equals("removed")
                    ? insiders.ask("DELETE", "/oidc-issuers/" + issuer, insiders.owner, Optional.empty())
                    : insiders.ask(
                            "PATCH", "/oidc-issuers/" + issuer, insiders.owner, Optional.of("{\"enabled\":false}"));

            assertTrue(ended.status() < 300, ended.toString());
            assertEquals(4401, ear.closed.get(30, TimeUnit.SECONDS));
            Problem.assertIs(401, "unauthorized", wire.send(Call.of("GET", "/api/v1/commands", access)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout", "logout-everywhere", "password", "reuse", "require_totp"})
    void e1_what_ends_a_sign_in_refuses_its_next_call_and_closes_its_reviewer_socket(String end) throws Exception {
        SignIns people = fixtures.signIns();
        String email = fixtures.email();
        JsonNode _ = people.member(email);
        JsonNode tokens = people.login(email);
        String access = tokens.path("access_token").asText();
        String refresh = "{\"refresh_token\":\"%s\"}"
                .formatted(tokens.path("refresh_token").asText());
        try (HttpClient http = HttpClient.newHttpClient()) {
            Ear ear = reviewerSocket(http, access);
            assertTrue(ear.first.get(30, TimeUnit.SECONDS).contains("\"type\":\"welcome\""));
            assertEquals(
                    200, wire.send(Call.of("GET", "/api/v1/commands", access)).status());

            switch (end) {
                case "logout", "logout-everywhere" ->
                    assertEquals(
                            204,
                            wire.send(Call.of("POST", "/api/v1/auth/" + end, access))
                                    .status());
                case "password" ->
                    assertEquals(
                            204,
                            people.post(
                                            "/password-reset/confirm",
                                            "{\"token\":\"%s\",\"password\":\"another good password\"}"
                                                    .formatted(people.resetToken(email)))
                                    .status());
                case "require_totp" ->
                    assertEquals(
                            200,
                            wire.send(Call.of("PATCH", "/api/v1/org", access).body("{\"require_totp\":true}"))
                                    .status());
                default -> {
                    assertEquals(200, people.post("/refresh", refresh).status());
                    assertEquals(401, people.post("/refresh", refresh).status());
                }
            }

            Problem.assertIs(401, "unauthorized", wire.send(Call.of("GET", "/api/v1/commands", access)));
            Problem.assertIs(401, "unauthorized", people.post("/refresh", refresh));
            assertEquals(4401, ear.closed.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void who_signs_in_decides_what_their_own_org_is_asked_and_sees_nothing_of_others() {
        String access = fixtures.signIns().accessToken(fixtures.email());
        String demos = fixtures.pendingId();

        Problem.assertIs(404, "not_found", post(access, "/commands/" + demos + "/approve", "{}"));
        Problem.assertIs(404, "not_found", wire.send(Call.of("GET", "/api/v1/commands/" + demos, access)));
        assertEquals(
                0,
                wire.send(Call.of("GET", "/api/v1/commands", access))
                        .json()
                        .path("items")
                        .size());
        assertEquals(
                "pending",
                wire.send(Call.of("GET", "/api/v1/commands/" + demos, AGENT))
                        .json()
                        .path("status")
                        .asText());
    }

    @Test
    void me_says_who_signed_in_where_and_whether_by_a_second_factor() {
        String email = fixtures.email();
        String access = fixtures.signIns().accessToken(email);

        JsonNode me = wire.send(Call.of("GET", "/api/v1/me", access)).json();

        assertEquals(email, me.path("email").asText());
        assertEquals("owner", me.path("role").asText());
        assertEquals("Acme", me.path("orgs").path(0).path("name").asText());
        assertFalse(me.path("totp_enabled").asBoolean(true));
    }

    @Test
    void a_second_factor_is_enrolled_asked_for_and_removed() {
        SignIns people = fixtures.signIns();
        String email = fixtures.email();
        String access = people.accessToken(email);
        String proof = people.proofBody(access);

        Problem.assertIs(401, "totp_required", people.post("/login", SignIns.loginBody(email)));
        assertTrue(wire.send(Call.of("GET", "/api/v1/me", access))
                .json()
                .path("totp_enabled")
                .asBoolean());
        assertEquals(
                204,
                wire.send(Call.of("DELETE", "/api/v1/auth/totp", access).body(proof))
                        .status());

        assertEquals(200, people.post("/login", SignIns.loginBody(email)).status());
    }

    @Test
    void where_the_org_asks_for_a_second_factor_a_sign_in_without_opens_nothing() {
        SignIns people = fixtures.signIns();
        String email = fixtures.email();
        String owner = people.accessToken(email);
        assertEquals(
                200,
                wire.send(Call.of("PATCH", "/api/v1/org", owner).body("{\"require_totp\":true}"))
                        .status());

        JsonNode tokens = people.login(email);
        String enrolling = tokens.path("access_token").asText();

        assertTrue(tokens.path("totp_enrolment_required").asBoolean());
        for (String path : new String[] {"/commands", "/org", "/audit", "/api-keys", "/whitelist", "/auth/sessions"}) {
            Problem.assertIs(403, "forbidden", wire.send(Call.of("GET", "/api/v1" + path, enrolling)));
        }
        assertEquals(200, wire.send(Call.of("GET", "/api/v1/me", enrolling)).status());
        assertFalse(people.firstCode(enrolling).isEmpty());
    }

    @Test
    void the_public_keys_are_served_and_no_private_one() {
        Answer answer =
                wire.send(Call.of("GET", "/.well-known/jwks.json", "none").byNobody());

        assertEquals(200, answer.status());
        JsonNode key = answer.json().path("keys").path(0);
        assertEquals("P-256", key.path("crv").asText());
        assertTrue(key.path("d").isMissingNode());
    }
}
