package com.expacti.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.cluster.process.Answer;
import com.expacti.cluster.process.Cluster;
import com.expacti.cluster.process.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** What these tests say to a cluster. */
record Gate(Cluster cluster) {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();

    /** An agent with its socket on a node. */
    record Agent(Wire wire, String session) {}

    /** Something that may become so. */
    @FunctionalInterface
    interface Sight<T> {
        T look() throws IOException;
    }

    Agent agent(int node) throws IOException {
        return agent(node, cluster.founded().agentToken());
    }

    Agent agent(int node, String token) throws IOException {
        Wire wire = cluster.agent(node, token);
        return new Agent(wire, String.valueOf(wire.until("welcome").get("session_id")));
    }

    /** Asks for something that needs a person; the command's id. */
    String submit(Agent agent, String ref) throws IOException {
        agent.wire().send(command(ref));
        return String.valueOf(agent.wire().until("pending").get("id"));
    }

    static Map<String, Object> command(String ref) {
        return Map.of("type", "command", "ref", ref, "command", "touch /tmp/" + ref, "timeout_seconds", 600);
    }

    Answer approve(int node, String id) throws IOException {
        return cluster.rest(node).post(cluster.key(), "/commands/" + id + "/approve", Map.of());
    }

    Answer redeem(int node, Map<String, Object> decision) throws IOException {
        return cluster.rest(node)
                .post(
                        cluster.founded().agentToken(),
                        "/commands/" + decision.get("id") + "/redeem",
                        Map.of("approval_token", decision.get("approval_token")));
    }

    /** It is let run once, wherever one asks. */
    void runsOnce(int node, int other, Map<String, Object> decision) throws IOException {
        assertEquals(200, redeem(node, decision).status());
        assertEquals("approval_used", redeem(other, decision).text("code"));
    }

    void verifies(int node) throws IOException {
        Answer verified = cluster.rest(node).get(cluster.key(), "/audit/verify");
        assertTrue(verified.is("valid", true), verified.toString());
    }

    /** Asks again until the answer is as wanted: a network that mends is there again some time, not at once. */
    static Answer until(Sight<Answer> sight, java.util.function.Predicate<Answer> wanted) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        Answer answer = sight.look();
        while (!wanted.test(answer)) {
            assertTrue(System.nanoTime() < end, "it did not come to that: " + answer);
            answer = sight.look();
        }
        return answer;
    }
}
