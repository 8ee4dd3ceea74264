package com.expacti.domain.risk;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code vectors/risk}. */
final class RiskVectors {
    private RiskVectors() {}

    record Case(String file, Map<String, Object> fields) {
        String command() {
            return text("command").orElseThrow();
        }

        Optional<String> text(String name) {
            return Optional.ofNullable((String) fields.get(name));
        }

        Optional<Integer> number(String name) {
            return Optional.ofNullable((Integer) fields.get(name));
        }

        Environment environment() {
            return text("environment")
                    .map(name -> Environment.valueOf(name.toUpperCase(Locale.ROOT)))
                    .orElse(Environment.NONE);
        }

        @SuppressWarnings("unchecked")
        List<String> list(String name) {
            return (List<String>) fields.getOrDefault(name, List.of());
        }

        @SuppressWarnings("unchecked")
        Map<String, Integer> points() {
            return (Map<String, Integer>) fields.getOrDefault("factors", Map.of());
        }

        @Override
        public String toString() {
            return file + ": " + command();
        }
    }

    static List<Case> all() {
        Path folder = Path.of(System.getProperty("expacti.root"), "vectors", "risk");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(RiskVectors::cases)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<Case> of(String name) {
        return all().stream().filter(each -> each.file().equals(name)).toList();
    }

    @SuppressWarnings("unchecked")
    private static Stream<Case> cases(Path file) {
        try {
            Map<String, Object> content = JSON.std.mapFrom(Files.readString(file));
            List<Map<String, Object>> cases =
                    (List<Map<String, Object>>) Objects.requireNonNull(content.get("cases"), "cases of " + file);
            return cases.stream().map(fields -> new Case(file.getFileName().toString(), fields));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
