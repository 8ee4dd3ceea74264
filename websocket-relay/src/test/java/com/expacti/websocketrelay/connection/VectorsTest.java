package com.expacti.websocketrelay.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.expacti.testkit.TestGate;
import com.expacti.websocketrelay.testing.Wire;
import io.micronaut.context.annotation.Property;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The shared cases of what clients send, in {@code vectors/protocol/messages}. */
@MicronautTest
@Property(name = "expacti.relay.pulse", value = "1h")
final class VectorsTest {
    private static final Path MESSAGES =
            Path.of(System.getProperty("expacti.root", ".."), "vectors", "protocol", "messages");
    private static final Set<String> NOT_TAKEN = Set.of("bad_message", "unknown_type", "invalid", "too_large");

    private final TestGate gate;
    private final JsonMapper json;
    private final int port;

    VectorsTest(TestGate gate, JsonMapper json, EmbeddedServer server) {
        this.gate = gate;
        this.json = json;
        this.port = server.getPort();
    }

    @TestFactory
    List<DynamicTest> messages_that_may_not_be_are_refused() throws IOException {
        return cases("bad", this::bad);
    }

    @TestFactory
    List<DynamicTest> messages_that_may_be_are_taken() throws IOException {
        return cases("good", this::good);
    }

    private interface Case {
        void run(JsonNode given);
    }

    private List<DynamicTest> cases(String folder, Case run) throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES.resolve(folder))) {
            List<DynamicTest> tests = files.sorted()
                    .map(file -> DynamicTest.dynamicTest(
                            folder + "/" + file.getFileName(), () -> run.run(read(Files.readAllBytes(file)))))
                    .toList();
            assertFalse(tests.isEmpty(), "no case was found in " + folder);
            return tests;
        }
    }

    private void bad(JsonNode given) {
        String id = id(given);
        try (Wire wire = connect(given)) {
            send(wire, given, id);
            JsonNode closes = given.get("closes");
            if (closes != null) {
                assertEquals(closes.getIntValue(), wire.closed());
                return;
            }
            JsonNode error = wire.await("error");
            given.get("error").entries().forEach(field -> {
                boolean standIn = given.get("given") != null && field.getKey().equals("id");
                assertEquals(standIn ? id : field.getValue().coerceStringValue(), Wire.text(error, field.getKey()));
            });
            assertEquals(List.of(), wire.untilAnswered());
        }
    }

    private void good(JsonNode given) {
        String id = id(given);
        try (Wire wire = connect(given)) {
            send(wire, given, id);
            wire.untilAnswered()
                    .forEach(message -> assertFalse(NOT_TAKEN.contains(Wire.text(message, "code")), message::toString));
        }
    }

    private String id(JsonNode given) {
        return given.get("given") == null
                ? "id"
                : gate.submitted("rm -r " + gate.ports().ids().next()).value();
    }

    private Wire connect(JsonNode given) {
        boolean agent = given.get("socket").getStringValue().equals("agent");
        Wire wire = agent
                ? Wire.agent(port, gate.org().agentToken())
                : Wire.reviewer(port, gate.org().owner().token());
        wire.await(agent ? "welcome" : "snapshot");
        return wire;
    }

    private void send(Wire wire, JsonNode given, String id) {
        JsonNode hex = given.get("frame_binary_hex");
        if (hex != null) {
            wire.frame(0x82, HexFormat.of().parseHex(hex.getStringValue()));
            return;
        }
        wire.sendAsIs(frame(given, id));
    }

    private String frame(JsonNode given, String id) {
        JsonNode text = given.get("frame_text");
        if (text != null) {
            return text.getStringValue();
        }
        JsonNode parts = given.get("frame_parts");
        if (parts != null) {
            StringBuilder out = new StringBuilder();
            parts.values()
                    .forEach(part -> out.append(
                            part.get(0).getStringValue().repeat(part.get(1).getIntValue())));
            return out.toString();
        }
        Map<String, JsonNode> fields = new java.util.LinkedHashMap<>();
        given.get("frame").entries().forEach(e -> fields.put(e.getKey(), e.getValue()));
        if (given.get("given") != null) {
            fields.put("id", JsonNode.createStringNode(id));
        }
        return written(JsonNode.createObjectNode(fields));
    }

    private String written(JsonNode node) {
        try {
            return new String(json.writeValueAsBytes(node), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode read(byte[] bytes) throws IOException {
        return json.readValue(bytes, JsonNode.class);
    }
}
