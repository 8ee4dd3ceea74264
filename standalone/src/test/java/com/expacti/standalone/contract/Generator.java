package com.expacti.standalone.contract;

import com.expacti.standalone.contract.ApiDocument.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests of the document's shapes, most of them a little wrong. */
final class Generator {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "\0",
            "a\0b",
            "\ud800",
            "\udc00x",
            "\ud83d\ude00",
            "\u202e",
            "\u200b",
            "\n",
            "'; --",
            "%",
            "_",
            "\\",
            "../..",
            "global",
            "target:",
            "target:\0",
            "group: x",
            "exact",
            "glob",
            "regex",
            "allow",
            "deny",
            "null",
            "[",
            "(((((",
            "a*",
            "(a+)+$",
            "git status",
            "rm -rf /",
            "cmd_01k5q3v7mf49k1w3x6z8a0b2d4",
            "2026-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "+999999999-12-31T23:59:59Z",
            "x".repeat(129),
            "y".repeat(5_000),
            "z".repeat(70_000));
    private static final List<Long> NUMBERS = List.of(
            0L,
            1L,
            -1L,
            29L,
            30L,
            100L,
            101L,
            600L,
            601L,
            65_536L,
            1L << 31,
            -(1L << 31),
            1L << 53,
            Long.MAX_VALUE,
            Long.MIN_VALUE);
    private static final int DEPTH_MAX = 4;

    private final Random random;

    Generator(long seed) {
        this.random = new Random(seed);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** A value of this schema; now and then of another. */
    JsonNode value(JsonNode described, int depth) {
        JsonNode schema = ApiDocument.READ.resolved(described);
        if (depth > DEPTH_MAX || chance(12)) {
            return anything();
        }
        if (schema.has("allOf")) {
            ObjectNode merged = NODES.objectNode();
            for (JsonNode part : schema.path("allOf")) {
                JsonNode value = value(part, depth);
                if (!(value instanceof ObjectNode object)) {
                    return value;
                }
                merged.setAll(object);
            }
            return merged;
        }
        if (schema.has("enum") && chance(85)) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer" -> number(schema);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(chance(40) ? "n" + random.nextInt(1_000_000) : one(TEXTS));
        };
    }

    private JsonNode object(JsonNode schema, int depth) {
        ObjectNode out = NODES.objectNode();
        List<String> required = NODES.arrayNode()
                .addAll((ArrayNode) schema.withArray("required"))
                .valueStream()
                .map(JsonNode::asText)
                .toList();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) ? chance(95) : chance(35)) {
                out.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        }
        if (chance(10)) {
            out.set(one(TEXTS), anything());
        }
        return out;
    }

    private JsonNode array(JsonNode schema, int depth) {
        ArrayNode out = NODES.arrayNode();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            out.add(value(schema.path("items"), depth + 1));
        }
        return out;
    }

    private JsonNode number(JsonNode schema) {
        if (schema.has("minimum") && schema.has("maximum") && chance(70)) {
            long span = schema.path("maximum").asLong() - schema.path("minimum").asLong() + 1;
            return NODES.numberNode(schema.path("minimum").asLong() + Math.floorMod(random.nextLong(), span));
        }
        return NODES.numberNode(one(NUMBERS));
    }

    private JsonNode anything() {
        return switch (random.nextInt(7)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(true);
            case 2 -> NODES.numberNode(one(NUMBERS));
            case 3 -> NODES.numberNode(1e300);
            case 4 -> NODES.objectNode();
            case 5 -> NODES.arrayNode().add(1);
            default -> NODES.textNode(one(TEXTS));
        };
    }

    /** The query with some of the operation's parameters; never a wait. */
    String query(Operation operation) {
        StringBuilder out = new StringBuilder();
        for (JsonNode reference : operation.node().path("parameters")) {
            JsonNode parameter = ApiDocument.READ.resolved(reference);
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("query") && chance(50)) {
                String text = name.equals("wait_seconds")
                        ? one(List.of("0", "-1", "61", "x"))
                        : plain(value(parameter.path("schema"), 0));
                out.append(out.isEmpty() ? '?' : '&').append(name).append('=').append(encoded(text));
            }
        }
        return out.toString();
    }

    private static String plain(JsonNode value) {
        String text = value.isContainerNode() ? value.toString() : value.asText();
        return text.substring(0, Math.min(text.length(), 1_000));
    }

    String oddId() {
        String text = one(TEXTS);
        return text.isEmpty() ? "x" : encoded(text.substring(0, Math.min(text.length(), 300)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The bytes of the body, now and then damaged. */
    byte[] bytes(JsonNode body) {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        if (chance(8) && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
