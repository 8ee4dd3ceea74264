package com.expacti.benchmarks.judging;

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

/** Reads {@code vectors/judging}: shapes of command lines that fill the 64 KB a command may have. */
final class LongLines {
    private static final int BYTES_MAX = 65_536;

    private LongLines() {}

    /** The texts of one file, by what they are called. */
    static Map<String, String> of(String file) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map<String, Object> shape : cases(Path.of("vectors", "judging", file))) {
            texts.put((String) shape.get("name"), text(shape));
        }
        return texts;
    }

    /** The {@code cases} of a vector file. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> cases(Path file) {
        try {
            Map<String, Object> content = JSON.std.mapFrom(Files.readString(file));
            return (List<Map<String, Object>>) Objects.requireNonNull(content.get("cases"), "cases of " + file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Map<String, Object> shape) {
        int times = (Integer) shape.getOrDefault("times", 0);
        String front = part(shape, "opening").repeat(times) + part(shape, "head");
        String back = part(shape, "tail") + part(shape, "closing").repeat(times);
        int stop = (Integer) shape.getOrDefault("stop", BYTES_MAX);
        int left = BYTES_MAX - bytes(front) - bytes(back);
        StringBuilder text = new StringBuilder(front);
        for (int i = 0; i < stop; i++) {
            String next = part(shape, "repeat").replace("%d", Integer.toString(i));
            left -= bytes(next);
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

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
