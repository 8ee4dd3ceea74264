package com.expacti.domain.decision;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads {@code vectors/judging}: texts by the name of their shape. */
final class JudgingVectors {
    private JudgingVectors() {}

    /** Every shape, filled up to this many bytes. */
    static Map<String, String> all(int bytes) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String file : List.of("long.json", "hard.json")) {
            cases(Path.of(System.getProperty("expacti.root"), "vectors", "judging", file))
                    .forEach(shape -> texts.put(part(shape, "name"), text(shape, bytes)));
        }
        return texts;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> cases(Path file) {
        try {
            Map<String, Object> content = JSON.std.mapFrom(Files.readString(file));
            return (List<Map<String, Object>>) Objects.requireNonNull(content.get("cases"), "cases of " + file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Map<String, Object> shape, int bytes) {
        int times = (Integer) shape.getOrDefault("times", 0);
        String front = part(shape, "opening").repeat(times) + part(shape, "head");
        String back = part(shape, "tail") + part(shape, "closing").repeat(times);
        int stop = (Integer) shape.getOrDefault("stop", bytes);
        int left = bytes - length(front) - length(back);
        StringBuilder text = new StringBuilder(front);
        for (int i = 0; i < stop; i++) {
            String next = part(shape, "repeat").replace("%d", Integer.toString(i));
            left -= length(next);
            if (left < 0) {
                break;
            }
            text.append(next);
        }
        return text.append(back).toString();
    }

    private static String part(Map<String, Object> shape, String name) {
        return (String) shape.getOrDefault(name, "");
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
