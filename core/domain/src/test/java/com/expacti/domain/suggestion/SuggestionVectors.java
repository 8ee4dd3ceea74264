package com.expacti.domain.suggestion;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import com.expacti.domain.rule.RuleSet;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code vectors/suggestions}. */
final class SuggestionVectors {
    private static final Instant MONTH = Instant.parse("2026-03-01T00:00:00Z");

    private SuggestionVectors() {}

    record Case(String file, Map<String, Object> fields) {
        Past past() {
            return new Past(
                    objects(fields, "approved").stream()
                            .flatMap(SuggestionVectors::seen)
                            .toList(),
                    objects(fields, "denied").stream()
                            .flatMap(SuggestionVectors::seen)
                            .toList(),
                    objects(fields, "dismissed").stream()
                            .map(SuggestionVectors::dismissal)
                            .toList(),
                    RuleSet.of(objects(fields, "rules").stream()
                            .map(SuggestionVectors::rule)
                            .toList()),
                    day(30));
        }

        List<Map<String, Object>> suggests() {
            return objects(fields, "suggests");
        }

        @Override
        public String toString() {
            return file + ": " + fields.get("situation");
        }
    }

    static Instant day(int day) {
        return MONTH.plus(Duration.ofDays(day));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> fields, String name) {
        return (List<Map<String, Object>>) fields.getOrDefault(name, List.of());
    }

    @SuppressWarnings("unchecked")
    static List<String> texts(Map<String, Object> fields, String name) {
        return (List<String>) fields.getOrDefault(name, List.of());
    }

    static Optional<String> text(Map<String, Object> fields, String name) {
        return Optional.ofNullable((String) fields.get(name));
    }

    private static Stream<Seen> seen(Map<String, Object> fields) {
        String command = text(fields, "command").orElseThrow();
        List<String> filled = new ArrayList<>();
        texts(fields, "fill").forEach(value -> filled.add(command.replace("{}", value)));
        Instant at = day((Integer) fields.getOrDefault("day", 1));
        Optional<String> target = text(fields, "target");
        return (fields.containsKey("fill") ? filled : List.of(command))
                .stream()
                        .map(each -> new Seen(
                                each,
                                text(fields, "cwd"),
                                new Seen.Place(target, Set.of(), Environment.NONE),
                                (Integer) fields.getOrDefault("times", 1),
                                Set.of("Rita"),
                                at,
                                at));
    }

    private static Dismissal dismissal(Map<String, Object> fields) {
        return new Dismissal(
                text(fields, "pattern").orElseThrow(),
                text(fields, "target").<RuleScope>map(RuleScope.Target::new).orElse(new RuleScope.Global()),
                text(fields, "cwd"),
                texts(fields, "examples"),
                day((Integer) Objects.requireNonNull(fields.get("day"))));
    }

    private static Rule rule(Map<String, Object> fields) {
        return new Rule(
                "there",
                RuleEffect.valueOf(text(fields, "effect").orElse("allow").toUpperCase(Locale.ROOT)),
                PatternType.valueOf(text(fields, "pattern_type").orElse("glob").toUpperCase(Locale.ROOT)),
                text(fields, "pattern").orElseThrow(),
                new RuleScope.Global(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "usr_1",
                false,
                Set.of());
    }

    static List<Case> of(String folder) {
        Path path = Path.of(System.getProperty("expacti.root"), "vectors", "suggestions", folder);
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(SuggestionVectors::cases)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Case> cases(Path file) {
        try {
            Map<String, Object> content = JSON.std.mapFrom(Files.readString(file));
            return objects(content, "cases").stream()
                    .map(fields -> new Case(String.valueOf(file.getFileName()), fields));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
