package com.expacti.domain.rule;

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
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Reads {@code vectors/rules}. */
final class RuleVectors {
    /** As one test: build/mutate asks for it thousands of times, and starting hundreds costs more than running them. */
    private static final boolean TOGETHER = Boolean.getBoolean("expacti.vectors.together");

    private static final Map<String, List<Case>> READ = new ConcurrentHashMap<>();

    private RuleVectors() {}

    static Stream<DynamicTest> tests(Stream<DynamicTest> each) {
        if (!TOGETHER) {
            return each;
        }
        List<DynamicTest> all = each.toList();
        return Stream.of(DynamicTest.dynamicTest("all", () -> {
            for (DynamicTest one : all) {
                one.getExecutable().execute();
            }
        }));
    }

    record Case(String file, Map<String, Object> fields) {
        Optional<String> text(String name) {
            return Optional.ofNullable((String) fields.get(name));
        }

        @SuppressWarnings("unchecked")
        List<String> list(String name) {
            return (List<String>) fields.getOrDefault(name, List.of());
        }

        @SuppressWarnings("unchecked")
        List<Rule> rules() {
            List<Map<String, Object>> rules =
                    (List<Map<String, Object>>) Objects.requireNonNull(fields.get("rules"), "rules of " + file);
            return rules.stream()
                    .map(rule -> RuleVectors.rule(rule, String.valueOf(rules.indexOf(rule)), 1))
                    .toList();
        }

        @SuppressWarnings("unchecked")
        Rule rule() {
            Map<String, Object> rule =
                    (Map<String, Object>) Objects.requireNonNull(fields.get("rule"), "rule of " + file);
            return RuleVectors.rule(rule, "0", (Integer) fields.getOrDefault("repeat", 1));
        }
    }

    @SuppressWarnings("unchecked")
    private static Rule rule(Map<String, Object> fields, String id, int repeat) {
        Integer maxRisk = (Integer) fields.get("max_risk");
        return new Rule(
                id,
                RuleEffect.valueOf(upper(fields, "effect", "allow")),
                PatternType.valueOf(upper(fields, "pattern_type", "glob")),
                Objects.requireNonNull((String) fields.get("pattern")).repeat(repeat),
                RuleScope.parse((String) fields.getOrDefault("scope", "global")),
                Optional.ofNullable((String) fields.get("cwd")),
                (List<String>) fields.getOrDefault("examples", List.of()),
                maxRisk == null ? OptionalInt.empty() : OptionalInt.of(maxRisk),
                Optional.empty(),
                "",
                "usr_1",
                false,
                Set.of());
    }

    private static String upper(Map<String, Object> fields, String name, String fallback) {
        return ((String) fields.getOrDefault(name, fallback)).toUpperCase(Locale.ROOT);
    }

    static List<Case> of(String folder) {
        return READ.computeIfAbsent(folder, RuleVectors::read);
    }

    private static List<Case> read(String folder) {
        Path path = Path.of(System.getProperty("expacti.root"), "vectors", "rules", folder);
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(RuleVectors::cases)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
