package com.expacti.websocketrelay.connection;

import static com.expacti.websocketrelay.testing.Wire.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.testkit.TestGate;
import com.expacti.websocketrelay.testing.Wire;
import io.micronaut.context.annotation.Property;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

@MicronautTest
@Property(name = "expacti.relay.pulse", value = "1h")
final class AdmissionTest {
    private final TestGate gate;
    private final int port;

    AdmissionTest(TestGate gate, EmbeddedServer server) {
        this.gate = gate;
        this.port = server.getPort();
    }

    private String origin() {
        return "http://localhost:" + port;
    }

    private Wire browser(String path) {
        return Wire.upgrade(port, path, Map.of("Origin", origin()));
    }

    private int status(String path, Map<String, String> headers) {
        try (Wire wire = Wire.upgrade(port, path, headers)) {
            return wire.status();
        }
    }

    @Test
    void a_token_in_the_header_opens_the_socket_it_belongs_to_and_no_other() {
        String agent = "Bearer " + gate.org().agentToken();
        String person = "Bearer " + gate.org().reviewer().token();

        assertEquals(101, status("/shell/ws", Map.of("Authorization", agent)));
        assertEquals(101, status("/reviewer/ws", Map.of("Authorization", person)));
        assertEquals(401, status("/reviewer/ws", Map.of("Authorization", agent)));
        assertEquals(401, status("/shell/ws", Map.of("Authorization", person)));
    }

    @Test
    void nobody_comes_in_without_a_good_token_or_an_origin_of_ours() {
        assertEquals(401, status("/shell/ws", Map.of("Authorization", "Bearer wrong")));
        assertEquals(401, status("/shell/ws", Map.of("Authorization", "Basic eDp5")));
        assertEquals(401, status("/shell/ws", Map.of()));
        assertEquals(401, status("/shell/ws?token=" + gate.org().agentToken(), Map.of()));
        assertEquals(403, status("/shell/ws", Map.of("Origin", "https://evil.example")));
        assertEquals(
                403,
                status(
                        "/reviewer/ws",
                        Map.of(
                                "Origin",
                                "null",
                                "Authorization",
                                "Bearer " + gate.org().reviewer().token())));
    }

    @Test
    void a_refused_upgrade_says_why_as_a_problem() {
        try (Wire wire = Wire.upgrade(port, "/shell/ws", Map.of("Authorization", "Bearer wrong"))) {
            assertTrue(wire.head().contains("application/problem+json"), wire.head());
            assertTrue(
                    wire.head().toLowerCase(java.util.Locale.ROOT).contains("www-authenticate: bearer"), wire.head());
        }
    }

    @Test
    void a_browser_says_who_it_is_in_its_first_frame() {
        try (Wire wire = browser("/reviewer/ws")) {
            wire.send("{'type':'auth','token':'%s'}"
                    .formatted(gate.org().reviewer().token()));

            assertEquals("reviewer", text(wire.receive("welcome"), "role"));
            wire.receive("snapshot");
        }
        try (Wire wire = browser("/shell/ws?token=ignored")) {
            wire.send("{'type':'auth','token':'%s'}".formatted(gate.org().agentToken()));

            wire.receive("welcome");
        }
    }

    @Test
    void a_first_frame_that_proves_nobody_ends_the_socket() {
        for (String first : new String[] {
            "{'type':'auth','token':'wrong'}",
            "{'type':'auth'}",
            "{'type':'auth','token':7}",
            "{'type':'command','ref':'a','command':'ls'}",
            "not json",
            "{'type':'auth','token':'%s'}".formatted(gate.org().reviewer().token())
        }) {
            try (Wire wire = browser("/shell/ws")) {
                JsonNode error = wire.send(first).receive("error");

                assertEquals("unauthorized", text(error, "code"), first);
                assertEquals(4401, wire.closed(), first);
            }
        }
        try (Wire wire = browser("/reviewer/ws")) {
            wire.send("{'type':'auth','token':'%s'}".formatted(gate.org().agentToken()));
            assertEquals(4401, wire.closed());
        }
    }

    @Test
    void compression_is_not_agreed_to() {
        try (Wire wire = Wire.upgrade(
                port,
                "/shell/ws",
                Map.of(
                        "Authorization",
                        "Bearer " + gate.org().agentToken(),
                        "Sec-WebSocket-Extensions",
                        "permessage-deflate"))) {
            assertEquals(101, wire.status());
            assertFalse(wire.head().contains("permessage-deflate"), wire.head());
            wire.receive("welcome");
        }
    }

    @Test
    void a_message_may_come_in_pieces_up_to_one_mebibyte() {
        try (Wire wire = Wire.agent(port, gate.org().agentToken())) {
            wire.receive("welcome");

            wire.frame(0x01, "{\"type\":".getBytes(StandardCharsets.UTF_8));
            wire.frame(0x89, new byte[] {1});
            wire.frame(0x80, "\"dance\"}".getBytes(StandardCharsets.UTF_8));
            wire.pong();
            assertEquals("unknown_type", text(wire.receive("error"), "code"));

            wire.frame(0x01, new byte[600_000]);
            wire.frame(0x80, new byte[600_000]);
            assertEquals(1009, wire.closed());
        }
    }

    @Test
    void frames_that_may_not_be_close_the_socket_with_their_code() {
        Map<Integer, byte[]> first = Map.of(1003, new byte[] {1}, 1009, new byte[(1 << 20) + 1], 1007, new byte[] {
            '"', (byte) 0xc3, (byte) 0x28, '"'
        });
        first.forEach((code, payload) -> {
            try (Wire wire = Wire.agent(port, gate.org().agentToken())) {
                wire.receive("welcome");
                assertEquals(
                        code, wire.frame(code == 1003 ? 0x82 : 0x81, payload).closed());
            }
        });
        try (Wire wire = Wire.agent(port, gate.org().agentToken())) {
            wire.receive("welcome");
            assertEquals(1002, wire.frame(0xb1, new byte[] {1}).closed());
        }
    }

    @Test
    void a_client_that_closes_is_answered_and_cut() {
        try (Wire wire = Wire.agent(port, gate.org().agentToken())) {
            wire.receive("welcome");

            assertEquals(1000, wire.frame(0x88, new byte[] {3, (byte) 0xe8}).closed());
            assertTrue(wire.isCut());
        }
    }

    @Test
    void a_flood_is_told_to_wait_and_nothing_of_it_is_lost_silently() {
        try (Wire wire = Wire.agent(port, gate.org().agentToken())) {
            wire.receive("welcome");
            int sent = 3_000;

            Thread flood = Thread.ofVirtual().start(() -> {
                for (int i = 0; i < sent; i++) {
                    wire.send("{'type':'resume','ref':'n%d','session_id':'sess_none'}".formatted(i));
                }
            });
            java.util.Set<String> answered = new java.util.HashSet<>();
            while (answered.size() < sent) {
                JsonNode error = wire.receive("error");
                assertTrue(
                        java.util.Set.of("not_found", "rate_limited").contains(text(error, "code")), error::toString);
                assertTrue(answered.add(text(error, "ref")));
            }

            assertEquals(sent, answered.size());
            assertFalse(flood.isInterrupted());
        }
    }
}
