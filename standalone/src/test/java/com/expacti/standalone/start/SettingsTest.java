package com.expacti.standalone.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process reads from its environment and its file. */
final class SettingsTest {
    @Test
    void what_may_be_called_besides_stands_in_the_environment_or_the_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("config.toml"),
                "database_url = \"postgres://a\"\negress_allow = \"10.0.0.0/8\" # office\n");
        Map<String, String> fileOnly = Map.of("EXPACTI_CONFIG", file.toString());
        Map<String, String> both =
                Map.of("EXPACTI_CONFIG", file.toString(), "EXPACTI_EGRESS_ALLOW", "192.168.0.0/16,host.example");

        assertEquals(List.of("10.0.0.0/8"), Settings.of(List.of(), fileOnly).egressAllow());
        assertEquals(
                List.of("192.168.0.0/16", "host.example"),
                Settings.of(List.of(), both).egressAllow());
        assertEquals(List.of(), Settings.of(List.of(), nothing(folder)).egressAllow());
    }

    @Test
    void a_range_that_is_none_stops_the_start_with_one_line() {
        StartFailure failure = assertThrows(
                StartFailure.class, () -> Settings.of(List.of(), Map.of("EXPACTI_EGRESS_ALLOW", "10.0.0.0/40")));

        assertTrue(String.valueOf(failure.getMessage()).contains("`10.0.0.0/40`"), failure.getMessage());
    }

    @Test
    void a_limit_that_is_none_stops_the_start_with_what_would_be_one() {
        StartFailure failure = assertThrows(
                StartFailure.class, () -> Settings.of(List.of(), Map.of("EXPACTI_RATE_LIMITS", "requests=many")));

        assertTrue(String.valueOf(failure.getMessage()).contains("requests=1200"), failure.getMessage());
    }

    @Test
    void sites_that_may_read_answers_are_named_exactly() {
        assertEquals(
                List.of("https://tools.example", "http://localhost:5173"),
                Settings.of(List.of(), Map.of("EXPACTI_CORS_ORIGINS", "https://tools.example, http://localhost:5173"))
                        .corsOrigins());
        for (String star :
                List.of("*", "https://*.example", "null", "https://tools.example/", "tools.example", "file://")) {
            assertThrows(StartFailure.class, () -> Settings.of(List.of(), Map.of("EXPACTI_CORS_ORIGINS", star)), star);
        }
    }

    private static Map<String, String> nothing(Path folder) {
        return Map.of("EXPACTI_CONFIG", folder.resolve("none.toml").toString());
    }
}
