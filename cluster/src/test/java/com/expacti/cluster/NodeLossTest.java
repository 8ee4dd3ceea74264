package com.expacti.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.cluster.process.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Nodes go while commands wait, in order or not; whoever waited goes on at another node. */
@ExtendWith(OneCluster.class)
final class NodeLossTest {
    private static final int DRAINING = 1012;

    private final Cluster cluster;
    private final Gate gate;

    NodeLossTest(Cluster cluster) {
        this.cluster = cluster;
        this.gate = new Gate(cluster);
    }

    private Map<String, Object> resume(Gate.Agent agent, String session, String ref) throws IOException {
        agent.wire().send(Map.of("type", "resume", "ref", ref, "session_id", session));
        return agent.wire().until("pending");
    }

    @Test
    void invariant_10_a_killed_node_s_agent_gets_its_decision_from_another() throws IOException {
        Gate.Agent before = gate.agent(0);
        String ref = cluster.fresh("killed");
        String id = gate.submit(before, ref);

        cluster.node(0).kill();
        Gate.Agent after = gate.agent(1);
        Map<String, Object> pending = resume(after, before.session(), ref);
        assertEquals("approved", gate.approve(2, id).text("status"));

        assertEquals(id, pending.get("id"));
        gate.runsOnce(2, 1, after.wire().until("decision"));
        cluster.restart(0);
        gate.verifies(0);
    }

    @Test
    void invariant_1_what_a_killed_node_s_agent_never_comes_back_for_is_cancelled_by_another() throws IOException {
        Gate.Agent agent = gate.agent(0);
        String id = gate.submit(agent, cluster.fresh("orphan"));

        cluster.node(0).kill();

        // Its node's lease is 10 s, its grace another 15 s.
        assertEquals(
                "cancelled",
                Gate.until(
                                () -> cluster.rest(1).get(cluster.founded().agentToken(), "/commands/" + id),
                                answer -> !answer.is("status", "pending"))
                        .text("status"));
        cluster.restart(0);
    }

    @Test
    void invariant_10_a_rolling_restart_loses_no_command_that_waits() throws IOException {
        Gate.Agent agent = gate.agent(0);
        String session = agent.session();
        String ref = cluster.fresh("rolling");
        String id = gate.submit(agent, ref);

        for (int node = 0; node < cluster.size(); node++) {
            cluster.node(node).stop();
            assertEquals(DRAINING, agent.wire().closeCode());
            agent = gate.agent((node + 1) % cluster.size());
            assertEquals(id, resume(agent, session, ref).get("id"));
            cluster.restart(node);
        }

        assertEquals("approved", gate.approve(1, id).text("status"));
        gate.runsOnce(0, 1, agent.wire().until("decision"));
        gate.verifies(2);
    }

    @Test
    void invariant_3_a_node_frozen_with_a_command_neither_holds_up_nor_undoes_its_decision() throws IOException {
        Gate.Agent agent = gate.agent(0);
        String id = gate.submit(agent, cluster.fresh("frozen"));

        cluster.node(0).freeze();
        String status = gate.approve(1, id).text("status");
        cluster.node(0).thaw();

        assertEquals("approved", status);
        Map<String, Object> decision = agent.wire().until("decision", Duration.ofSeconds(30));
        assertEquals(true, decision.get("allow"));
        gate.runsOnce(0, 1, decision);
        assertTrue(gate.approve(2, id).is("code", "already_decided"));
    }
}
