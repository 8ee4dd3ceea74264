package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that are polled. */
@ExtendWith(OneServer.class)
final class RevalidationTest {
    private final Wire wire;
    private final Fixtures fixtures;

    RevalidationTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
    }

    private Answer get(String path, String token, String tag) {
        return wire.send(Call.of("GET", path, token).with("If-None-Match", tag));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/me",
                "/api/v1/org",
                "/api/v1/agents",
                "/api/v1/targets",
                "/api/v1/api-keys",
                "/api/v1/whitelist?limit=1",
                "/api/v1/policies",
                "/api/v1/suggestions",
                "/api/v1/commands?status=pending&q=nothing-has-this"
            })
    void who_has_the_answer_already_is_told_so(String path) {
        Answer first = wire.send(Call.of("GET", path, REVIEWER));
        assertEquals(200, first.status(), first.toString());
        assertEquals("Authorization", first.header("Vary"));
        assertEquals("no-store", first.header("Cache-Control"));

        Answer second = get(path, REVIEWER, first.header("ETag"));

        assertEquals(304, second.status(), second.toString());
        assertEquals(0, second.response().body().length);
        assertEquals(first.header("ETag"), second.header("ETag"));
        assertEquals("nosniff", second.header("X-Content-Type-Options"));
    }

    @Test
    void what_changed_is_sent() {
        fixtures.rule();
        Answer first = wire.send(Call.of("GET", "/api/v1/whitelist", REVIEWER));
        fixtures.rule();

        Answer second = get("/api/v1/whitelist", REVIEWER, first.header("ETag"));

        assertEquals(200, second.status(), second.toString());
        assertNotEquals(first.header("ETag"), second.header("ETag"));
    }

    @Test
    void one_caller_s_tag_is_nothing_to_another_and_lets_nobody_in() {
        String path = "/api/v1/commands/" + fixtures.pendingId();
        Answer reviewer = wire.send(Call.of("GET", path, REVIEWER));

        assertEquals(200, get(path, AGENT, reviewer.header("ETag")).status());
        Problem.assertIs(401, get(path, "nobody", reviewer.header("ETag")));
        Problem.assertIs(403, get("/api/v1/whitelist", AGENT, "*"));
    }

    @Test
    void refusals_and_writes_have_no_tag() {
        assertEquals("", wire.send(Call.of("GET", "/api/v1/nothing", REVIEWER)).header("ETag"));
        Answer made = wire.send(Call.of("POST", "/api/v1/explain", REVIEWER).body("{\"command\":\"ls\"}"));
        assertEquals(200, made.status());
        assertEquals("", made.header("ETag"));
    }
}
