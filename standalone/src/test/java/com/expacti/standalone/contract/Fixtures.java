package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.expacti.standalone.crash.AgentLine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes what a request is about: each time something new, so that no test finds what another has used up. */
final class Fixtures {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final java.util.ArrayDeque<String> SUGGESTIONS = new java.util.ArrayDeque<>();

    private final Wire wire;
    private final People people;

    Fixtures(Wire wire) {
        this.wire = wire;
        this.people = new People(wire);
    }

    /** A word nobody has used. */
    String unique() {
        return "n" + COUNT.incrementAndGet() + "x" + Integer.toHexString(System.identityHashCode(this));
    }

    Wire.Answer sent(Call call) {
        return wire.send(call);
    }

    /** An address nobody has signed up with. */
    String email() {
        return unique() + "@example.com";
    }

    Outsiders outsiders() {
        return new Outsiders(wire);
    }

    SignIns signIns() {
        return new SignIns(wire);
    }

    /** Somebody with a passkey. */
    KeyedPerson keyed() {
        return KeyedPerson.with(wire, this);
    }

    /** The access token of a reviewer of the demo org who has a passkey. */
    String keyedReviewer() {
        return KeyedPerson.of(wire, "", joined("reviewer")).token();
    }

    /** The access token of the owner of an org of their own that asks for passkeys, and who has one. */
    String keyedOwner() {
        String token = keyed().signedInAgain().token();
        Answer set = wire.send(Call.of("PATCH", "/api/v1/org", token).body("{\"require_step_up\":true}"));
        assertEquals(200, set.status(), set.toString());
        return token;
    }

    /** A reviewer of the demo org who has one, by their id there. */
    String keyedMember() {
        return me(keyedReviewer()).path("id").asText();
    }

    /** Whom a token stands for. */
    JsonNode me(String token) {
        return wire.send(Call.of("GET", "/api/v1/me", token)).json();
    }

    /** What adds a passkey to the account of that token. */
    String newPasskeyBody(String token) {
        return KeyedPerson.newBody(wire, token);
    }

    String agent() {
        return made(REVIEWER, "/agents", "{\"name\":\"%s\"}".formatted(unique()))
                .path("id")
                .asText();
    }

    /** A reviewer of the demo org. */
    String member() {
        return people.in(People.DEMO, "reviewer").id();
    }

    String target() {
        return made(
                        REVIEWER,
                        "/targets",
                        "{\"name\":\"%s\",\"host\":\"db.example.com\",\"port\":22,\"login\":\"deploy\",\"auth\":{\"password\":\"p\"}}"
                                .formatted(unique()))
                .path("id")
                .asText();
    }

    String group() {
        return made(REVIEWER, "/target-groups", "{\"name\":\"%s\"}".formatted(unique()))
                .path("id")
                .asText();
    }

    /** A public key nobody has used. */
    String sshKey() {
        byte[] blob = java.nio.ByteBuffer.allocate(51)
                .putInt(11)
                .put("ssh-ed25519".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .putInt(32)
                .put(com.expacti.domain.command.Digest.ofText(unique())
                        .hex()
                        .substring(0, 32)
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .array();
        return "ssh-ed25519 " + java.util.Base64.getEncoder().encodeToString(blob) + " test";
    }

    String sshKeyOf(String agent) {
        return made(REVIEWER, "/agents/" + agent + "/ssh-keys", "{\"public_key\":\"%s\"}".formatted(sshKey()))
                .path("id")
                .asText();
    }

    /** An invite that waits, and the secret in its mail's link. */
    record Invited(String id, String email, String token) {}

    Invited invite() {
        return invite("reviewer");
    }

    private Invited invite(String role) {
        String email = email();
        String id = made(REVIEWER, "/invites", "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(email, role))
                .path("id")
                .asText();
        return new Invited(id, email, signIns().mailedToken(email));
    }

    /** The access token of somebody who was invited in this role, joined and signed in. */
    String joined(String role) {
        Invited invited = invite(role);
        JsonNode _ = made(
                REVIEWER,
                "/invites/accept",
                "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(invited.token(), SignIns.PASSWORD));
        return signIns().login(invited.email()).path("access_token").asText();
    }

    String tokenOf(String agent) {
        return made(REVIEWER, "/agents/" + agent + "/tokens", "{\"name\":\"ci\"}")
                .path("id")
                .asText();
    }

    /** An API key that reads. */
    String key() {
        return made(REVIEWER, "/api-keys", "{\"name\":\"ci\",\"permissions\":[\"commands:read\"]}")
                .path("id")
                .asText();
    }

    String rule() {
        return made(
                        REVIEWER,
                        "/whitelist",
                        "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"pattern\":\"echo %s\",\"scope\":\"global\"}"
                                .formatted(unique()))
                .path("id")
                .asText();
    }

    /** An approval policy that concerns no other test. */
    String policy() {
        return made(
                        REVIEWER,
                        "/policies",
                        "{\"type\":\"any_reviewer\",\"pattern_type\":\"exact\",\"pattern\":\"echo %s\",\"scope\":\"global\"}"
                                .formatted(unique()))
                .path("id")
                .asText();
    }

    /** A command that waits for people. */
    JsonNode pending() {
        return made(AGENT, "/commands", "{\"ref\":\"%s\",\"command\":\"touch %s\"}".formatted(unique(), unique()));
    }

    String pendingId() {
        return pending().path("id").asText();
    }

    /** A command a person has approved, as the agent that submitted it sees it. */
    JsonNode approved() {
        String id = pendingId();
        made(REVIEWER, "/commands/" + id + "/approve", "{}");
        return wire.send(Call.of("GET", "/api/v1/commands/" + id, AGENT)).json();
    }

    /** A suggestion nobody has answered. They are found together, since it takes a few seconds. */
    String suggestion() {
        synchronized (SUGGESTIONS) {
            if (SUGGESTIONS.isEmpty()) {
                for (int i = 0; i < 15; i++) {
                    approvedOften("echo " + unique());
                }
                await(() -> {
                    page("open").forEach(each -> SUGGESTIONS.add(each.path("id").asText()));
                    return SUGGESTIONS.size() >= 15;
                });
            }
            return SUGGESTIONS.removeFirst();
        }
    }

    private void approvedOften(String command) {
        for (int i = 0; i < 5; i++) {
            String id = made(AGENT, "/commands", "{\"ref\":\"%s\",\"command\":\"%s\"}".formatted(unique(), command))
                    .path("id")
                    .asText();
            made(REVIEWER, "/commands/" + id + "/approve", "{}");
        }
    }

    private JsonNode page(String status) {
        SUGGESTIONS.clear();
        return wire.send(Call.of("GET", "/api/v1/suggestions?limit=200&status=" + status, REVIEWER))
                .json()
                .path("items");
    }

    private static void await(java.util.function.BooleanSupplier done) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!done.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "nothing was suggested within a minute");
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
        }
    }

    String session() {
        return pending().path("session_id").asText();
    }

    /** A session with a recording. */
    String recorded() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            AgentLine agent = new AgentLine(http, wire.port());
            agent.send("{\"type\":\"open_session\",\"ref\":\"r\",\"recording\":{\"cols\":80,\"rows\":24}}");
            String id = JSON.std
                    .mapFrom(agent.until("session_opened"))
                    .getOrDefault("session_id", "")
                    .toString();
            agent.send("{\"type\":\"output\",\"session_id\":\"%s\",\"events\":[[0.1,\"o\",\"hello\"]]}".formatted(id));
            agent.send("{\"type\":\"close_session\",\"session_id\":\"%s\"}".formatted(id));
            String _ = agent.until("session_closed");
            http.shutdownNow();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode made(String token, String path, String body) {
        Answer answer = wire.send(Call.of("POST", "/api/v1" + path, token).body(body));
        assertTrue(answer.status() < 300, answer.toString());
        return answer.json();
    }
}
