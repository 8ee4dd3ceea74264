package com.expacti.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.expacti.cluster.process.Answer;
import com.expacti.cluster.process.Cluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One node loses the database, or waits long for it: it lets nothing through, and goes on by itself afterwards. */
@ExtendWith(OneCluster.class)
final class DatabaseAwayTest {
    private static final int HERE = 0;
    private static final int ELSEWHERE = 1;
    /** Well within what a client waits, and past what the node itself does. */
    private static final Duration DECISION = Duration.ofSeconds(45);

    private final Cluster cluster;
    private final Gate gate;

    DatabaseAwayTest(Cluster cluster) {
        this.cluster = cluster;
        this.gate = new Gate(cluster);
    }

    @AfterEach
    void mend() {
        cluster.tunnel(HERE).mend();
    }

    private String allowed() throws IOException {
        String command = "cargo " + cluster.fresh("build");
        Answer rule = cluster.rest(ELSEWHERE)
                .post(
                        cluster.key(),
                        "/whitelist",
                        Map.of("effect", "allow", "pattern_type", "exact", "pattern", command, "scope", "global"));
        assertEquals(201, rule.status(), rule.toString());
        return command;
    }

    private Answer submit(String ref, String command) throws IOException {
        return cluster.rest(HERE)
                .post(cluster.founded().agentToken(), "/commands", Map.of("ref", ref, "command", command));
    }

    @Test
    void invariant_1_a_node_cut_off_from_the_database_allows_nothing_and_goes_on_afterwards() throws IOException {
        String command = allowed();
        String ref = cluster.fresh("cut");
        assertEquals("approved", submit(cluster.fresh("cut"), command).text("status"));

        cluster.tunnel(HERE).cut();
        Answer meanwhile = submit(ref, command);
        cluster.tunnel(HERE).mend();

        assertEquals(503, meanwhile.status(), meanwhile.toString());
        assertEquals("unavailable", meanwhile.text("code"));
        assertEquals(
                "approved",
                Gate.until(() -> submit(ref, command), answer -> answer.status() == 200)
                        .text("status"));
        gate.verifies(ELSEWHERE);
    }

    @Test
    void what_was_decided_elsewhere_while_the_agent_s_node_was_cut_off_arrives_once_it_is_back() throws IOException {
        Gate.Agent agent = gate.agent(HERE);
        String id = gate.submit(agent, cluster.fresh("away"));

        cluster.tunnel(HERE).cut();
        assertEquals("approved", gate.approve(ELSEWHERE, id).text("status"));
        cluster.tunnel(HERE).mend();

        Map<String, Object> decision = agent.wire().until("decision", DECISION);
        assertEquals(true, decision.get("allow"));
        gate.runsOnce(ELSEWHERE, 2, decision);
    }

    @Test
    void invariant_1_a_database_gone_silent_is_given_up_and_nothing_is_allowed() throws IOException {
        String command = allowed();
        assertEquals("approved", submit(cluster.fresh("silent"), command).text("status"));

        cluster.tunnel(HERE).silence();
        Answer meanwhile = submit(cluster.fresh("silent"), command);
        cluster.tunnel(HERE).cut();
        cluster.tunnel(HERE).mend();

        assertEquals(503, meanwhile.status(), meanwhile.toString());
        assertFalse(meanwhile.body().containsKey("approval_token"));
        assertEquals(
                "approved",
                Gate.until(() -> submit(cluster.fresh("silent"), command), answer -> answer.status() == 200)
                        .text("status"));
        gate.verifies(HERE);
    }

    @Test
    void with_a_slow_database_everything_still_holds() throws IOException {
        cluster.tunnel(HERE).slow(Duration.ofMillis(40));
        Gate.Agent agent = gate.agent(HERE);

        String id = gate.submit(agent, cluster.fresh("slow"));
        assertEquals("approved", gate.approve(HERE, id).text("status"));

        Map<String, Object> decision = agent.wire().until("decision", DECISION);
        gate.runsOnce(HERE, ELSEWHERE, decision);
        gate.verifies(HERE);
    }
}
