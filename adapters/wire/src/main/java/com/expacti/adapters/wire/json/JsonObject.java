package com.expacti.adapters.wire.json;

import io.micronaut.json.tree.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A JSON object in the making; fields keep their order, and what is absent is left out. */
public final class JsonObject {
    private final Map<String, JsonNode> fields = new LinkedHashMap<>();

    public static JsonObject object() {
        return new JsonObject();
    }

    /** A message of the sockets: its {@code type} comes first. */
    public static JsonObject message(String type) {
        return new JsonObject().put("type", type);
    }

    public JsonObject put(String name, String value) {
        return put(name, JsonNode.createStringNode(value));
    }

    public JsonObject put(String name, long value) {
        return put(name, JsonNode.createNumberNode(value));
    }

    public JsonObject put(String name, boolean value) {
        return put(name, JsonNode.createBooleanNode(value));
    }

    public JsonObject put(String name, JsonNode value) {
        fields.put(name, value);
        return this;
    }

    public JsonObject put(String name, JsonObject value) {
        return put(name, value.node());
    }

    public JsonObject put(String name, Optional<String> value) {
        value.ifPresent(v -> put(name, v));
        return this;
    }

    public JsonObject put(String name, OptionalInt value) {
        value.ifPresent(v -> put(name, v));
        return this;
    }

    public JsonObject put(String name, OptionalLong value) {
        value.ifPresent(v -> put(name, v));
        return this;
    }

    public JsonObject putNode(String name, Optional<JsonNode> value) {
        value.ifPresent(v -> put(name, v));
        return this;
    }

    public JsonObject putTexts(String name, Collection<String> values) {
        return put(name, texts(values));
    }

    /** Every field of the other, after those that are here. */
    public JsonObject putAll(JsonObject other) {
        fields.putAll(other.fields);
        return this;
    }

    /** The object as it is now; later changes do not reach it. */
    public JsonNode node() {
        return JsonNode.createObjectNode(new LinkedHashMap<>(fields));
    }

    public static JsonNode texts(Collection<String> values) {
        return JsonNode.createArrayNode(
                values.stream().map(JsonNode::createStringNode).toList());
    }
}
