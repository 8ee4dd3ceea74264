package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes what a request is about: each time something new, so that no test finds what another has used up. */
final class Fixtures {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Wire wire;

    Fixtures(Wire wire) {
        this.wire = wire;
    }

    /** A word nobody has used. */
    String unique() {
        return "n" + COUNT.incrementAndGet() + "x" + Integer.toHexString(System.identityHashCode(this));
    }

    String agent() {
        return made(REVIEWER, "/agents", "{\"name\":\"%s\"}".formatted(unique()))
                .path("id")
                .asText();
    }

    String tokenOf(String agent) {
        return made(REVIEWER, "/agents/" + agent + "/tokens", "{\"name\":\"ci\"}")
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

    String session() {
        return pending().path("session_id").asText();
    }

    private JsonNode made(String token, String path, String body) {
        Answer answer = wire.send(Call.of("POST", "/api/v1" + path, token).body(body));
        assertTrue(answer.status() < 300, answer.toString());
        return answer.json();
    }
}
