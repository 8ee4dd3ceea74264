package com.expacti.domain.anomaly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code docs/anomalies.md} says what the code does. */
final class ThresholdsTest {
    private static final Path PAGE = Path.of(System.getProperty("expacti.root"), "docs", "anomalies.md");

    @Test
    void every_rule_has_its_row_and_every_row_a_rule() throws IOException {
        List<String> rows = lines().stream()
                .filter(line -> line.startsWith("| `") && line.split("\\|").length == 6)
                .map(line -> line.split("`")[1])
                .toList();

        assertEquals(
                Arrays.stream(AnomalyRule.values()).map(AnomalyRule::literal).toList(), rows);
    }

    @Test
    void the_page_has_the_numbers_of_the_code() throws IOException {
        says(AnomalyRule.UNUSUAL_SOURCE_IP, Thresholds.LEARNING_SUBMISSIONS + " submissions");
        says(AnomalyRule.UNUSUAL_TARGET, Thresholds.LEARNING_SUBMISSIONS + " submissions");
        says(AnomalyRule.HIGH_FREQUENCY, "more than " + Thresholds.SUBMISSIONS_A_MINUTE + " submissions");
        says(AnomalyRule.PATTERN_DEVIATION, Thresholds.PATTERN_APPROVALS + " approved commands");
        says(AnomalyRule.PATTERN_DEVIATION, Thresholds.FORGOTTEN_AFTER.toDays() + " days");
        says(AnomalyRule.FIRST_HIGH_RISK_CLASS, Thresholds.CLASS_SUBMISSIONS + " submissions");
        says(AnomalyRule.CONSECUTIVE_DENIALS, Thresholds.DENIALS + " denials in a row");
        says(AnomalyRule.CONSECUTIVE_DENIALS, Thresholds.DENIALS_LAST.toMinutes() + " minutes");
        says(AnomalyRule.RETRY_STORM, "within " + Thresholds.RETRY.toSeconds() + " seconds");
        says(AnomalyRule.RISK_SPIKE_VS_BASELINE, "at least " + Thresholds.SPIKE_FACTOR + " times");
        says(AnomalyRule.RISK_SPIKE_VS_BASELINE, Thresholds.SPIKE_COMMANDS + " commands of the session");
        String page = String.join(" ", lines());
        assertTrue(page.contains("after %d approvals, the first at least %d hours ago"
                .formatted(Thresholds.FAMILIAR_APPROVALS, Thresholds.FAMILIAR_AGE.toHours())));
        assertTrue(page.contains("%d networks, %d targets, %d programs, %d classes, %d sessions"
                .formatted(
                        Thresholds.NETWORKS_MAX,
                        Thresholds.TARGETS_MAX,
                        Thresholds.PROGRAMS_MAX,
                        Thresholds.CLASSES_MAX,
                        Thresholds.SESSIONS_MAX)));
        assertTrue(page.contains("%d addresses and %d targets that are still new"
                .formatted(Thresholds.NEWCOMERS_MAX, Thresholds.NEWCOMERS_MAX)));
    }

    private static void says(AnomalyRule rule, String text) throws IOException {
        Optional<String> row = lines().stream()
                .filter(line -> line.startsWith("| `" + rule.literal() + "`"))
                .findFirst();

        assertTrue(row.orElseThrow().contains(text), rule.literal() + ": " + text);
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(PAGE);
    }
}
