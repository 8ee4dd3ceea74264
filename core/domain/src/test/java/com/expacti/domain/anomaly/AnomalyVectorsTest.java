package com.expacti.domain.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The cases of {@code vectors/anomaly/good}, whose format its README tells; {@code bad} is for whoever reads settings. */
final class AnomalyVectorsTest {
    private static final Path GOOD = Path.of(System.getProperty("expacti.root"), "vectors", "anomaly", "good");

    @TestFactory
    List<DynamicTest> every_vector_fires_what_it_says() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map<String, Object> vector : vectors()) {
            tests.add(DynamicTest.dynamicTest(String.valueOf(vector.get("situation")), () -> {
                Story story = play(vector);

                assertFalse(story.told().isEmpty(), "nothing was expected");
                story.told().forEach(told -> assertEquals(told.expected(), told.fired(), told.event()));
            }));
        }
        assertFalse(tests.isEmpty(), "no vector was found in " + GOOD);
        return tests;
    }

    @Test
    void a_history_written_and_read_after_every_event_is_the_same() throws IOException {
        for (Map<String, Object> vector : vectors()) {
            Story story = play(vector);

            AgentHistory stored = AgentHistory.NONE;
            for (HistoryEvent event : story.events()) {
                String json = JSON.std.asString(HistoryFields.write(stored.after(event)));
                stored = HistoryFields.read(JSON.std.mapFrom(json));
            }

            assertEquals(story.history(), stored, String.valueOf(vector.get("situation")));
        }
    }

    @Test
    void every_rule_has_a_vector_in_which_it_fires_and_one_in_which_it_is_off() throws IOException {
        Set<String> fired = vectors().stream()
                .flatMap(vector -> play(vector).told().stream())
                .flatMap(told -> told.fired().stream())
                .collect(Collectors.toSet());
        Set<AnomalyRule> off = vectors().stream()
                .flatMap(vector -> settings(vector).off().stream())
                .collect(Collectors.toSet());

        assertEquals(Stream.of(AnomalyRule.values()).map(AnomalyRule::literal).collect(Collectors.toSet()), fired);
        assertEquals(Set.of(AnomalyRule.values()), off);
    }

    static List<Map<String, Object>> vectors() throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(GOOD)) {
            for (Path file : files.sorted().toList()) {
                all.add(JSON.std.mapFrom(Files.readString(file)));
            }
        }
        return all;
    }

    private static Story play(Map<String, Object> vector) {
        Story story = new Story(settings(vector));
        for (Object event : (List<?>) Optional.ofNullable(vector.get("events")).orElseThrow()) {
            story.play(Story.object(event));
        }
        return story;
    }

    private static AnomalySettings settings(Map<String, Object> vector) {
        if (vector.get("settings") == null) {
            return AnomalySettings.STANDARD;
        }
        Map<String, Object> fields = Story.object(vector.get("settings"));
        return new AnomalySettings(
                Optional.ofNullable(fields.get("operating_hours")).map(AnomalyVectorsTest::hours),
                ZoneId.of(String.valueOf(fields.getOrDefault("time_zone", "UTC"))),
                off(fields.get("anomaly_rules")));
    }

    private static OperatingHours hours(Object windows) {
        return new OperatingHours(((List<?>) windows)
                .stream()
                        .map(Story::object)
                        .map(window -> new OperatingHours.Window(
                                Story.texts(window.get("days")).stream()
                                        .map(day ->
                                                OperatingHours.Window.day(day).orElseThrow())
                                        .collect(Collectors.toSet()),
                                LocalTime.parse(String.valueOf(window.get("from"))),
                                LocalTime.parse(String.valueOf(window.get("to")).replace("24:00", "00:00"))))
                        .toList());
    }

    private static Set<AnomalyRule> off(@Nullable Object rules) {
        if (rules == null) {
            return Set.of();
        }
        return Story.object(rules).entrySet().stream()
                .filter(rule -> rule.getValue().equals(false))
                .map(rule -> AnomalyRule.of(rule.getKey()).orElseThrow())
                .collect(Collectors.toSet());
    }
}
