package com.expacti.standalone.crash;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.crash.ServerProcess.Answer;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Invariant 10: the server is killed at each step of a command, at a place and not by luck, and started again over the
 * same data. No decision is lost, nothing runs twice, the chain verifies, and the agent ends with an answer.
 */
final class CrashTest {
    private static final String SUBMIT = "{\"ref\":\"r\",\"command\":\"touch /tmp/x\",\"timeout_seconds\":600}";

    @TempDir
    Path data;

    @Test
    void invariant_10_killed_when_claimed_the_same_ref_takes_it_up_again() throws IOException {
        dyingAt("claimed", server -> submit(server));

        try (ServerProcess server = restart()) {
            Answer again = submit(server);
            assertEquals("pending", again.text("status"));
            assertEquals(1, commands(server).size());
            assertEquals("approved", approve(server, again.text("id")).text("status"));
            runsOnce(server, again.text("id"));
            verifies(server);
        }
    }

    @Test
    void invariant_10_killed_when_pending_it_still_waits_for_people() throws IOException {
        dyingAt("pending_stored", server -> submit(server));

        try (ServerProcess server = restart()) {
            String id = onlyCommand(server).text("id");
            assertEquals("approved", approve(server, id).text("status"));
            runsOnce(server, id);
            verifies(server);
        }
    }

    @Test
    void invariant_10_killed_when_voted_the_vote_counts() throws IOException {
        decidedAfterDeathAt("voted");
    }

    @Test
    void invariant_10_killed_when_deciding_the_decision_is_finished() throws IOException {
        decidedAfterDeathAt("deciding");
    }

    @Test
    void invariant_10_killed_when_settled_the_decision_stands() throws IOException {
        decidedAfterDeathAt("settled");
    }

    @Test
    void invariant_10_killed_when_delivered_the_approval_is_spent_once() throws IOException {
        dyingAt("delivered", server -> {
            AgentLine agent = server.agent();
            agent.send("{\"type\":\"command\",\"ref\":\"d\",\"command\":\"touch /tmp/x\",\"timeout_seconds\":600}");
            String pending = agent.until("pending");
            Answer _ = approve(server, field(pending, "id"));
            agent.awaitEnd();
            throw new IOException("the server is gone");
        });

        try (ServerProcess server = restart()) {
            String id = onlyCommand(server).text("id");
            assertEquals("approved", onlyCommand(server).text("status"));
            runsOnce(server, id);
            assertEquals(1, decisions(server).size());
            verifies(server);
        }
    }

    @Test
    void invariant_10_an_agent_that_comes_back_after_a_kill_has_its_answer() throws IOException {
        String session;
        try (ServerProcess server = ServerProcess.start(data, Optional.empty())) {
            AgentLine agent = server.agent();
            session = field(agent.until("welcome"), "session_id");
            agent.send("{\"type\":\"command\",\"ref\":\"d\",\"command\":\"touch /tmp/x\",\"timeout_seconds\":600}");
            String _ = agent.until("pending");
            server.kill();
        }

        try (ServerProcess server = restart()) {
            AgentLine agent = server.agent();
            agent.send("{\"type\":\"resume\",\"ref\":\"d\",\"session_id\":\"" + session + "\"}");
            String id = field(agent.until("pending"), "id");
            assertEquals("approved", approve(server, id).text("status"));
            assertTrue(agent.until("decision").contains("\"allow\":true"));
            runsOnce(server, id);
            verifies(server);
        }
    }

    @Test
    void invariant_10_killed_when_redeemed_it_is_not_redeemed_again() throws IOException {
        dyingAt("redeemed", server -> {
            String id = submit(server).text("id");
            Answer _ = approve(server, id);
            return redeem(server, id);
        });

        try (ServerProcess server = restart()) {
            Answer again = redeem(server, onlyCommand(server).text("id"));
            assertEquals(409, again.status());
            assertEquals("approval_used", again.text("code"));
            verifies(server);
        }
    }

    @Test
    void invariant_10_killed_when_a_rule_has_settled_it_the_repeated_ref_has_the_same_answer() throws IOException {
        String spending = "{\"ref\":\"r\",\"command\":\"true\",\"spend\":true}";
        dyingAt("settled", server -> {
            Answer rule = server.call(
                    REVIEWER,
                    "POST",
                    "/whitelist",
                    "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"pattern\":\"true\",\"scope\":\"global\"}");
            assertEquals(201, rule.status(), rule.body().toString());
            return server.call(AGENT, "POST", "/commands", spending);
        });

        try (ServerProcess server = restart()) {
            Answer again = server.call(AGENT, "POST", "/commands", spending);
            assertEquals("approved", again.text("status"));
            assertEquals("true", again.text("spent"));
            assertEquals(1, commands(server).size());
            assertEquals(1, decisions(server).size());
            verifies(server);
        }
    }

    @Test
    void invariant_10_killed_when_escalated_it_waits_on_once_and_is_denied_at_its_second_end() throws IOException {
        dyingAt("escalated", server -> {
            Answer escalating = server.call(
                    REVIEWER,
                    "PATCH",
                    "/org",
                    JSON.std.asString(Map.of(
                            "timeout_seconds",
                            30,
                            "timeout_action",
                            "escalate",
                            "backup_reviewer_ids",
                            List.of(server.call(REVIEWER, "GET", "/me", "").text("id")))));
            assertEquals(200, escalating.status(), escalating.body().toString());
            String id = server.call(AGENT, "POST", "/commands", "{\"ref\":\"r\",\"command\":\"touch /tmp/x\"}")
                    .text("id");
            return server.call(AGENT, "GET", "/commands/" + id + "?wait_seconds=60", "");
        });

        try (ServerProcess server = restart()) {
            String id = onlyCommand(server).text("id");
            Answer ended = server.call(AGENT, "GET", "/commands/" + id + "?wait_seconds=60", "");
            assertEquals("timed_out", ended.text("status"));
            assertTrue(Integer.parseInt(ended.text("latency_ms")) >= 55_000, ended.text("latency_ms"));
            assertEquals(1, entries(server, "escalated").size());
            assertEquals(1, decisions(server).size());
            verifies(server);
        }
    }

    private void decidedAfterDeathAt(String step) throws IOException {
        dyingAt(step, server -> approve(server, submit(server).text("id")));

        try (ServerProcess server = restart()) {
            String id = onlyCommand(server).text("id");
            Answer decided = server.call(AGENT, "GET", "/commands/" + id + "?wait_seconds=30", "");
            assertEquals("approved", decided.text("status"));
            assertEquals("already_decided", approve(server, id).text("code"));
            runsOnce(server, id);
            assertEquals(1, decisions(server).size());
            verifies(server);
        }
    }

    /** What is done to a server that dies of it. */
    @FunctionalInterface
    private interface Deed {
        Answer on(ServerProcess server) throws IOException;
    }

    private void dyingAt(String step, Deed deed) {
        try (ServerProcess server = ServerProcess.start(data, Optional.of(step))) {
            assertThrows(IOException.class, () -> deed.on(server));
            assertTrue(server.died(), "the server lives on after " + step);
        }
    }

    private ServerProcess restart() {
        return ServerProcess.start(data, Optional.empty());
    }

    private static String field(String json, String name) throws IOException {
        return String.valueOf(JSON.std.mapFrom(json).get(name));
    }

    private static Answer submit(ServerProcess server) throws IOException {
        return server.call(AGENT, "POST", "/commands", SUBMIT);
    }

    private static Answer approve(ServerProcess server, String id) throws IOException {
        return server.call(REVIEWER, "POST", "/commands/" + id + "/approve", "{}");
    }

    private static Answer redeem(ServerProcess server, String id) throws IOException {
        String token = server.call(AGENT, "GET", "/commands/" + id, "").text("approval_token");
        return server.call(
                AGENT, "POST", "/commands/" + id + "/redeem", JSON.std.asString(Map.of("approval_token", token)));
    }

    private static void runsOnce(ServerProcess server, String id) throws IOException {
        assertEquals(200, redeem(server, id).status());
        assertEquals("approval_used", redeem(server, id).text("code"));
    }

    private static List<?> commands(ServerProcess server) throws IOException {
        return (List<?>) server.call(AGENT, "GET", "/commands", "").body().getOrDefault("items", List.of());
    }

    private static Answer onlyCommand(ServerProcess server) throws IOException {
        List<?> all = commands(server);
        assertEquals(1, all.size());
        String id = String.valueOf(((Map<?, ?>) all.getFirst()).get("id"));
        return server.call(AGENT, "GET", "/commands/" + id, "");
    }

    private static List<?> decisions(ServerProcess server) throws IOException {
        return entries(server, "command_decided");
    }

    private static List<?> entries(ServerProcess server, String event) throws IOException {
        List<?> entries =
                (List<?>) server.call(REVIEWER, "GET", "/audit", "").body().getOrDefault("items", List.of());
        return entries.stream()
                .filter(e -> event.equals(((Map<?, ?>) e).get("event")))
                .toList();
    }

    private static void verifies(ServerProcess server) throws IOException {
        Answer verified = server.call(REVIEWER, "GET", "/audit/verify", "");
        assertEquals(true, verified.body().get("valid"), verified.body().toString());
    }
}
