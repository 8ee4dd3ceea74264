package com.expacti.adapters.wire.json;

import com.expacti.application.failure.GateException;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;

/**
 * The fields of an object that came over the wire, by type. A field of the wrong type, or a required one that is not
 * there, is {@code bad_message} naming it; {@code null} is the same as absent; fields nobody asks for are ignored.
 */
public final class Fields {
    private final JsonNode object;
    private final String path;

    private Fields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @throws GateException {@code bad_message} where it is not an object */
    public static Fields of(JsonNode node) {
        if (!node.isObject()) {
            throw GateException.badMessage("body", "send one JSON object");
        }
        return new Fields(node, "");
    }

    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) {
        return read(name, this::textOf);
    }

    public boolean flag(String name) {
        return optionalFlag(name).orElseThrow(() -> missing(name));
    }

    public Optional<Boolean> optionalFlag(String name) {
        return read(name, (field, node) -> {
            if (!node.isBoolean()) {
                throw wrong(field, "true or false");
            }
            return node.getBooleanValue();
        });
    }

    /** A whole number that fits in 32 bits. */
    public OptionalInt optionalInt(String name) {
        return read(name, (field, node) -> {
                    long value = wholeOf(field, node);
                    if (value != (int) value) {
                        throw wrong(field, "a whole number below 2147483648");
                    }
                    return (int) value;
                })
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    public long wholeNumber(String name) {
        return optionalLong(name).orElseThrow(() -> missing(name));
    }

    public OptionalLong optionalLong(String name) {
        return read(name, Fields::wholeOf).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** Empty where the field is absent. */
    public List<String> texts(String name) {
        return nodes(name).stream().map(node -> textOf(path + name, node)).toList();
    }

    /** As {@link #texts}, of a field that must be there. */
    public List<String> requiredTexts(String name) {
        return optionalTexts(name).orElseThrow(() -> missing(name));
    }

    public Optional<List<String>> optionalTexts(String name) {
        return has(name) ? Optional.of(texts(name)) : Optional.empty();
    }

    /** The elements of an array; empty where the field is absent. */
    public List<JsonNode> nodes(String name) {
        return read(name, (field, node) -> {
                    if (!node.isArray()) {
                        throw wrong(field, "a list");
                    }
                    return StreamSupport.stream(node.values().spliterator(), false)
                            .toList();
                })
                .orElse(List.of());
    }

    public Map<String, String> textMap(String name) {
        Map<String, String> out = new LinkedHashMap<>();
        object(name)
                .ifPresent(inner -> inner.object
                        .entries()
                        .forEach(e -> out.put(
                                inner.textOf(inner.path, JsonNode.createStringNode(e.getKey())),
                                inner.textOf(inner.path + e.getKey(), e.getValue()))));
        return out;
    }

    public Optional<Fields> object(String name) {
        return read(name, (field, node) -> {
            if (!node.isObject()) {
                throw wrong(field, "an object");
            }
            return new Fields(node, field + ".");
        });
    }

    /** The objects of an array, each under the path {@code name[i].}; empty where the field is absent. */
    public List<Fields> objects(String name) {
        List<Fields> out = new ArrayList<>();
        for (JsonNode node : nodes(name)) {
            if (!node.isObject()) {
                throw wrong(path + name, "a list of objects");
            }
            out.add(new Fields(node, "%s%s[%d].".formatted(path, name, out.size())));
        }
        return out;
    }

    public boolean has(String name) {
        JsonNode node = object.get(name);
        return node != null && !node.isNull();
    }

    private <T> Optional<T> read(String name, BiFunction<String, JsonNode, T> as) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(as.apply(path + name, node));
    }

    private String textOf(String field, JsonNode node) {
        if (!node.isString()) {
            throw wrong(field, "a string");
        }
        String text = node.getStringValue();
        if (!isText(text)) {
            throw wrong(field, "a string without halves of surrogate pairs, which have no UTF-8");
        }
        return text;
    }

    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static long wholeOf(String field, JsonNode node) {
        if (node.isNumber()) {
            Number number = node.getNumberValue();
            if (number instanceof Integer || number instanceof Long) {
                return number.longValue();
            }
        }
        throw wrong(field, "a whole number");
    }

    private GateException missing(String name) {
        return GateException.badMessage(path + name, "`%s` is missing".formatted(path + name));
    }

    private static GateException wrong(String field, String wanted) {
        return GateException.badMessage(field, "`%s` must be %s".formatted(field, wanted));
    }
}
