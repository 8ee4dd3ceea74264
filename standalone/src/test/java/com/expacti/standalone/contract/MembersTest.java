package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.standalone.contract.People.Somebody;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens over HTTP to people who are demoted or removed, and to settings two people change at once. */
@ExtendWith(OneServer.class)
final class MembersTest {
    private final Wire wire;
    private final Fixtures fixtures;
    private final People people;

    MembersTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
        this.people = new People(wire);
    }

    @Test
    void the_vote_of_somebody_removed_since_no_longer_counts() {
        String command = underTwo();
        Somebody leaving = people.in(People.DEMO, "reviewer");
        assertEquals("pending", approve(leaving, command).path("status").asText());

        assertEquals(
                204, send("DELETE", "/members/" + leaving.id(), REVIEWER, "").status());

        Somebody staying = people.in(People.DEMO, "reviewer");
        assertEquals("pending", approve(staying, command).path("status").asText());
        Somebody another = people.in(People.DEMO, "senior_reviewer");
        assertEquals("approved", approve(another, command).path("status").asText());
    }

    @Test
    void the_vote_of_somebody_demoted_since_no_longer_counts() {
        String command = underTwo();
        Somebody demoted = people.in(People.DEMO, "reviewer");
        assertEquals("pending", approve(demoted, command).path("status").asText());

        Answer patched = send("PATCH", "/members/" + demoted.id(), REVIEWER, "{\"role\":\"auditor\"}");
        assertEquals("auditor", patched.json().path("role").asText(), patched.toString());

        Somebody staying = people.in(People.DEMO, "reviewer");
        assertEquals("pending", approve(staying, command).path("status").asText());
        Problem.assertIs(403, "forbidden", send("POST", "/commands/" + command + "/approve", demoted.token(), "{}"));
    }

    @Test
    void whoever_is_removed_is_refused_from_the_next_call_on() {
        Somebody leaving = people.in(People.DEMO, "admin");
        Answer key =
                send("POST", "/api-keys", leaving.token(), "{\"name\":\"ci\",\"permissions\":[\"commands:read\"]}");
        assertEquals(200, send("GET", "/me", leaving.token(), "").status());

        assertEquals(
                204, send("DELETE", "/members/" + leaving.id(), REVIEWER, "").status());

        for (String token :
                new String[] {leaving.token(), key.json().path("key").asText()}) {
            Problem.assertIs(401, "unauthorized", send("GET", "/me", token, ""));
        }
        Problem.assertIs(404, send("GET", "/members/" + leaving.id(), REVIEWER, ""));
        JsonNode removed = send("GET", "/members?removed=true&limit=200", REVIEWER, "")
                .json()
                .path("items");
        assertEquals(
                1,
                removed.findValuesAsText("id").stream()
                        .filter(leaving.id()::equals)
                        .count());
    }

    @Test
    void an_admin_over_http_neither_makes_an_owner_nor_touches_one() {
        Somebody admin = people.in(People.DEMO, "admin");
        Somebody owner = people.in(People.DEMO, "owner");
        Somebody reviewer = people.in(People.DEMO, "reviewer");

        for (String body : new String[] {"{\"role\":\"admin\"}", "{\"display_name\":\"O\"}"}) {
            Problem.assertIs(403, "forbidden", send("PATCH", "/members/" + owner.id(), admin.token(), body));
        }
        Problem.assertIs(
                403, "forbidden", send("PATCH", "/members/" + reviewer.id(), admin.token(), "{\"role\":\"owner\"}"));
        Problem.assertIs(403, "forbidden", send("DELETE", "/members/" + owner.id(), admin.token(), ""));
        Problem.assertIs(
                403, "forbidden", send("PATCH", "/members/" + admin.id(), admin.token(), "{\"role\":\"auditor\"}"));
    }

    @Test
    void settings_that_two_people_change_at_once_are_both_changed() throws Exception {
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                CyclicBarrier start = new CyclicBarrier(2);
                String name = "Demo " + i;
                int seconds = 100 + i;
                Future<Answer> one = both.submit(() -> patchOrg(start, "{\"name\":\"" + name + "\"}"));
                Future<Answer> other = both.submit(() -> patchOrg(start, "{\"timeout_seconds\":" + seconds + "}"));

                assertEquals(200, one.get().status(), one.get().toString());
                assertEquals(200, other.get().status(), other.get().toString());
                JsonNode org = send("GET", "/org", REVIEWER, "").json();
                assertEquals(name, org.path("name").asText());
                assertEquals(seconds, org.path("timeout_seconds").asInt());
            }
        }
        assertEquals(
                200,
                send("PATCH", "/org", REVIEWER, "{\"name\":\"Demo\",\"timeout_seconds\":60}")
                        .status());
    }

    private Answer patchOrg(CyclicBarrier start, String body) throws Exception {
        int _ = start.await();
        return send("PATCH", "/org", REVIEWER, body);
    }

    /** A command that waits for two people. */
    private String underTwo() {
        String text = "echo " + fixtures.unique();
        Answer policy = send(
                "POST",
                "/policies",
                REVIEWER,
                "{\"type\":\"min_approvers\",\"approvals_required\":2,\"pattern_type\":\"exact\",\"pattern\":\"%s\",\"scope\":\"global\"}"
                        .formatted(text));
        assertEquals(201, policy.status(), policy.toString());
        return send(
                        "POST",
                        "/commands",
                        AGENT,
                        "{\"ref\":\"%s\",\"command\":\"%s\"}".formatted(fixtures.unique(), text))
                .json()
                .path("id")
                .asText();
    }

    private JsonNode approve(Somebody by, String command) {
        Answer answer = send("POST", "/commands/" + command + "/approve", by.token(), "{}");
        assertEquals(200, answer.status(), answer.toString());
        return answer.json();
    }

    private Answer send(String method, String path, String token, String body) {
        Call call = Call.of(method, "/api/v1" + path, token);
        return wire.send(body.isEmpty() ? call : call.body(body));
    }
}
