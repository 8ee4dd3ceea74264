package com.expacti.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.expacti.cluster.process.Answer;
import com.expacti.cluster.process.Cluster;
import com.expacti.cluster.process.Wire;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each node does what any other would: who is connected where makes no difference. */
@ExtendWith(OneCluster.class)
final class SeveralNodesTest {
    private final Cluster cluster;
    private final Gate gate;

    SeveralNodesTest(Cluster cluster) {
        this.cluster = cluster;
        this.gate = new Gate(cluster);
    }

    @Test
    void an_agent_here_a_reviewer_there_and_the_decision_through_a_third() throws IOException {
        Gate.Agent agent = gate.agent(0);
        Wire reviewer = cluster.reviewer(1);
        Map<String, Object> _ = reviewer.until("snapshot");

        String id = gate.submit(agent, cluster.fresh("three"));
        Map<String, Object> shown = reviewer.until("pending_command");
        Answer approved = gate.approve(2, id);

        assertEquals(id, shown.get("id"));
        assertEquals("approved", approved.text("status"));
        Map<String, Object> decision = agent.wire().until("decision");
        assertEquals(true, decision.get("allow"));
        assertEquals(id, reviewer.until("command_resolved").get("id"));
        gate.runsOnce(1, 2, decision);
        gate.verifies(2);
    }

    @Test
    void an_extended_wait_is_told_to_an_agent_and_a_reviewer_of_other_nodes() throws IOException {
        Gate.Agent agent = gate.agent(0);
        Wire reviewer = cluster.reviewer(1);
        Wire extending = cluster.reviewer(2);
        agent.wire()
                .send(Map.of(
                        "type",
                        "command",
                        "ref",
                        cluster.fresh("extend"),
                        "command",
                        "touch /tmp/x",
                        "timeout_seconds",
                        60));
        Map<String, Object> pending = agent.wire().until("pending");

        extending.send(Map.of("type", "extend", "id", pending.get("id"), "seconds", 100));

        long later = end(pending) + 100;
        assertEquals(later, end(agent.wire().until("deadline_changed")));
        assertEquals(later, end(reviewer.until("deadline_changed")));
    }

    private static long end(Map<String, Object> message) {
        return Long.parseLong(String.valueOf(message.get("expires_at")));
    }

    @Test
    void invariant_7_a_token_revoked_on_one_node_loses_its_socket_on_another() throws IOException {
        Answer made = cluster.rest(1)
                .post(cluster.key(), "/agents/" + cluster.founded().agent() + "/tokens", Map.of("name", "short"));
        Gate.Agent agent = gate.agent(0, made.text("token"));

        Answer gone = cluster.rest(1)
                .call(
                        cluster.key(),
                        "DELETE",
                        "/agents/" + cluster.founded().agent() + "/tokens/" + made.text("id"),
                        Map.of());

        assertEquals(204, gone.status(), gone.toString());
        assertEquals(4401, agent.wire().closeCode());
        assertEquals(
                401,
                cluster.rest(2)
                        .post(made.text("token"), "/commands", Map.of("ref", "x", "command", "true"))
                        .status());
    }

    @Test
    void invariant_7_a_rule_removed_on_one_node_lets_nothing_through_on_another() throws IOException {
        for (int round = 0; round < 20; round++) {
            Answer rule = cluster.rest(0)
                    .post(
                            cluster.key(),
                            "/whitelist",
                            Map.of(
                                    "effect",
                                    "allow",
                                    "pattern_type",
                                    "exact",
                                    "pattern",
                                    "make it" + round,
                                    "scope",
                                    "global"));
            Answer before = submitted(1, "make it" + round);

            Answer removed = cluster.rest(0).call(cluster.key(), "DELETE", "/whitelist/" + rule.text("id"), Map.of());

            assertEquals("approved", before.text("status"), before.toString());
            assertEquals(204, removed.status());
            assertEquals("pending", submitted(1, "make it" + round).text("status"));
            assertEquals("pending", submitted(2, "make it" + round).text("status"));
        }
    }

    private Answer submitted(int node, String command) throws IOException {
        return cluster.rest(node)
                .post(
                        cluster.founded().agentToken(),
                        "/commands",
                        Map.of("ref", cluster.fresh("rule"), "command", command));
    }

    @Test
    void a_sign_in_on_one_node_is_good_on_the_others() throws IOException {
        Answer login = cluster.rest(0)
                .post("none", "/auth/login", Map.of("email", Cluster.OWNER_EMAIL, "password", Cluster.OWNER_PASSWORD));

        Answer me = cluster.rest(1).get(login.text("access_token"), "/me");

        assertEquals(200, login.status(), login.toString());
        assertEquals(200, me.status(), me.toString());
    }

    @Test
    void invariant_3_a_ref_sent_to_two_nodes_at_once_is_one_command() throws Exception {
        Map<String, Object> request = Map.of("ref", cluster.fresh("twice"), "command", "touch /tmp/twice");
        String token = cluster.founded().agentToken();

        var other = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            try {
                return cluster.rest(1).post(token, "/commands", request);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        Answer one = cluster.rest(0).post(token, "/commands", request);

        assertEquals(one.text("id"), other.get().text("id"));
    }

    @Test
    void the_set_up_links_of_the_other_nodes_ended_with_the_first_that_was_used() throws IOException {
        assertNotEquals("", cluster.founded().unusedLink());

        Answer again = cluster.rest(2)
                .post(
                        "none",
                        "/setup",
                        Map.of(
                                "token",
                                cluster.founded().unusedLink(),
                                "org_name",
                                "Another",
                                "email",
                                "late@example.com",
                                "agent_name",
                                "late"));

        assertEquals(401, again.status(), again.toString());
    }
}
