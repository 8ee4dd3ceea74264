package com.expacti.client.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One JSON object as it came. A field that is absent, null or of another kind than asked for reads as absent: nothing
 * is guessed from a wrong kind.
 */
public record Message(Map<String, Object> fields) {
    private static final JSON JSON = com.fasterxml
            .jackson
            .jr
            .ob
            .JSON
            .builder(new JsonFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION))
            .build();

    public Message {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** @throws BadMessage when the text is not exactly one JSON object without doubled names */
    public static Message parse(String text) throws BadMessage {
        try {
            Object value = JSON.anyFrom(text);
            if (value instanceof Map<?, ?> map) {
                return new Message(named(map));
            }
        } catch (IOException | ClassCastException bad) {
            throw new BadMessage("not a JSON object");
        }
        throw new BadMessage("not a JSON object");
    }

    /** The object as JSON text on one line. */
    public static String print(Map<String, ?> fields) {
        try {
            return JSON.asString(fields);
        } catch (IOException impossible) {
            throw new IllegalStateException("writing JSON to memory failed", impossible);
        }
    }

    /** The field {@code type}, empty text where there is none. */
    public String type() {
        return text("type").orElse("");
    }

    public Optional<String> text(String name) {
        return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public Optional<Boolean> flag(String name) {
        return fields.get(name) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
    }

    /** Whole numbers only; a fraction reads as absent. */
    public OptionalLong number(String name) {
        Object value = fields.get(name);
        return value instanceof Integer || value instanceof Long
                ? OptionalLong.of(((Number) value).longValue())
                : OptionalLong.empty();
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof String text) {
                    texts.add(text);
                }
            });
        }
        return List.copyOf(texts);
    }

    public Optional<Message> object(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? Optional.of(new Message(named(map))) : Optional.empty();
    }

    public List<Message> objects(String name) {
        List<Message> objects = new ArrayList<>();
        if (fields.get(name) instanceof List<?> list) {
            list.forEach(item -> {
                if (item instanceof Map<?, ?> map) {
                    objects.add(new Message(named(map)));
                }
            });
        }
        return List.copyOf(objects);
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put((String) name, value));
        return named;
    }
}
