package com.expacti.api.org;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.adapters.wire.json.Fields;
import com.expacti.application.failure.GateException;
import com.expacti.domain.anomaly.AnomalyRule;
import com.expacti.domain.anomaly.AnomalySettings;
import com.expacti.domain.anomaly.OperatingHours;
import com.expacti.domain.anomaly.OperatingHours.Window;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class AnomalyFieldsTest {
    private static final Path VECTORS = Path.of(System.getProperty("expacti.root"), "vectors", "anomaly");
    private static final JsonMapper JSON = JsonMapper.createDefault();

    @Test
    void hours_zone_and_switches_are_read_and_shown_as_they_were_sent() {
        JsonNode change = json("""
                {"operating_hours": [{"days": ["mon", "fri"], "from": "08:30", "to": "24:00"},
                                     {"days": ["sat"], "from": "22:00", "to": "06:00"}],
                 "time_zone": "Europe/Berlin", "anomaly_rules": {"high_frequency": false, "retry_storm": true}}
                """);

        AnomalySettings settings = merged(AnomalySettings.STANDARD, change);

        assertEquals(
                new AnomalySettings(
                        Optional.of(new OperatingHours(List.of(
                                new Window(
                                        Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                        LocalTime.of(8, 30),
                                        LocalTime.MIDNIGHT),
                                new Window(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.of(6, 0))))),
                        ZoneId.of("Europe/Berlin"),
                        Set.of(AnomalyRule.HIGH_FREQUENCY)),
                settings);
        assertEquals(
                settings,
                merged(AnomalySettings.STANDARD, AnomalyFields.body(settings).node()));
    }

    @Test
    void what_is_not_named_stays_as_it_is() {
        AnomalySettings before = merged(AnomalySettings.STANDARD, json("""
                {"operating_hours": [{"days": ["mon"], "from": "08:30", "to": "12:00"}], "time_zone": "Asia/Tokyo",
                 "anomaly_rules": {"high_frequency": false, "unusual_target": false}}
                """));

        assertEquals(before, merged(before, json("{}")));
        assertEquals(before, merged(before, json("{\"time_zone\": null, \"anomaly_rules\": null}")));
        assertEquals(
                Set.of(AnomalyRule.UNUSUAL_TARGET),
                merged(before, json("{\"anomaly_rules\": {\"high_frequency\": true, \"unusual_target\": null}}"))
                        .off());
        assertEquals(
                Optional.empty(),
                merged(before, json("{\"operating_hours\": null}")).operatingHours());
    }

    @TestFactory
    List<DynamicTest> every_bad_vector_is_refused_for_its_field() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(VECTORS.resolve("bad"))) {
            for (Path file : files.sorted().toList()) {
                JsonNode vector = json(Files.readString(file));
                tests.add(DynamicTest.dynamicTest(text(vector, "situation"), () -> {
                    GateException refused = assertThrows(
                            GateException.class, () -> merged(AnomalySettings.STANDARD, node(vector, "settings")));

                    assertEquals(Optional.of(text(vector, "field")), refused.field());
                    assertEquals(text(vector, "code"), refused.code().literal());
                }));
            }
        }
        assertFalse(tests.isEmpty(), "no vector was found in " + VECTORS);
        return tests;
    }

    @Test
    void the_settings_of_every_good_vector_are_understood() throws IOException {
        try (Stream<Path> files = Files.list(VECTORS.resolve("good"))) {
            List<JsonNode> settings = files.map(AnomalyFieldsTest::settings)
                    .flatMap(Optional::stream)
                    .toList();

            settings.forEach(one -> merged(AnomalySettings.STANDARD, one));
            assertFalse(settings.isEmpty());
        }
    }

    private static Optional<JsonNode> settings(Path file) {
        try {
            return Optional.ofNullable(json(Files.readString(file)).get("settings"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static AnomalySettings merged(AnomalySettings now, JsonNode body) {
        return AnomalyFields.merged(now, body, Fields.of(body));
    }

    private static String text(JsonNode node, String field) {
        return node(node, field).getStringValue();
    }

    private static JsonNode node(JsonNode node, String field) {
        return Optional.ofNullable(node.get(field)).orElseThrow();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
