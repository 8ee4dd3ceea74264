package com.expacti.websocketrelay.pulse;

import static com.expacti.websocketrelay.testing.Wire.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.identity.CommandId;
import com.expacti.testkit.TestGate;
import com.expacti.websocketrelay.connection.Connections;
import com.expacti.websocketrelay.testing.Wire;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PulseTest {
    private final EmbeddedServer server =
            ApplicationContext.run(EmbeddedServer.class, Map.of("expacti.relay.pulse", "1h"), "test");
    private final ApplicationContext context = server.getApplicationContext();
    private final TestGate gate = context.getBean(TestGate.class);
    private final Pulse pulse = context.getBean(Pulse.class);
    private final int port = server.getPort();

    @AfterEach
    void stop() {
        server.close();
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            pulse.beat();
        }
    }

    private Wire agent() {
        Wire wire = Wire.agent(port, gate.org().agentToken());
        wire.receive("welcome");
        return wire;
    }

    @Test
    void a_socket_nobody_is_proven_on_ends_after_five_seconds() {
        try (Wire wire = Wire.upgrade(port, "/shell/ws", Map.of("Origin", "http://localhost:" + port))) {
            // The upgrade is answered a moment before the socket is counted.
            while (context.getBean(Connections.class).size() == 0) {
                Thread.onSpinWait();
            }
            seconds(7);

            assertEquals("unauthorized", text(wire.receive("error"), "code"));
            assertEquals(4401, wire.closed());
        }
    }

    @Test
    void a_socket_that_answers_no_ping_for_a_minute_ends_and_is_cut() {
        try (Wire wire = agent()) {
            // Pongs are only sent while reading, and nothing is read meanwhile.
            seconds(63);
            assertEquals(1001, wire.closed());

            seconds(3);
            assertTrue(wire.isCut());
        }
    }

    @Test
    void a_revoked_token_ends_its_socket_at_once_and_other_sockets_stay() {
        Wire agent = agent();
        Wire reviewer = Wire.reviewer(port, gate.org().reviewer().token());
        reviewer.receive("welcome");

        gate.useCases()
                .agents()
                .revoke(gate.owner(), gate.org().agent(), gate.org().agentCredential());

        assertEquals("unauthorized", text(agent.receive("error"), "code"));
        assertEquals(4401, agent.closed());
        reviewer.receive("snapshot");
        assertTrue(reviewer.untilAnswered().isEmpty());
        agent.close();
        reviewer.close();
    }

    @Test
    void a_revocation_nobody_told_of_is_found_within_a_second() {
        try (Wire agent = agent()) {
            TestGate elsewhere = gate.restarted();
            elsewhere
                    .useCases()
                    .agents()
                    .revoke(elsewhere.owner(), gate.org().agent(), gate.org().agentCredential());

            seconds(1);

            assertEquals(4401, agent.closed());
        }
    }

    @Test
    void what_another_node_decided_is_found_within_a_second() {
        try (Wire agent = agent();
                Wire reviewer = Wire.reviewer(port, gate.org().reviewer().token())) {
            reviewer.await("snapshot");
            JsonNode pending = agent.send("{'type':'command','ref':'a','command':'rm -r build'}")
                    .receive("pending");
            reviewer.receive("pending_command");
            TestGate elsewhere = gate.restarted();
            elsewhere.approve(new CommandId(text(pending, "id")));
            CommandId other = elsewhere.submitted("rm -r other");

            seconds(1);
            seconds(1);

            assertEquals("approved", text(agent.receive("decision"), "outcome"));
            assertEquals(other.value(), text(reviewer.await("pending_command"), "id"));
            assertTrue(agent.untilAnswered().isEmpty());
        }
    }

    @Test
    void a_stopping_server_asks_everybody_to_connect_again() {
        try (Wire agent = agent()) {
            context.getEventPublisher(ShutdownEvent.class).publishEvent(new ShutdownEvent(context));

            assertEquals(1012, agent.closed());
            assertEquals(1, context.getBean(Connections.class).size());
        }
    }
}
