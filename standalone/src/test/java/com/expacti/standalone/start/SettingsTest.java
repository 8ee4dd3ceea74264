package com.expacti.standalone.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.oidc.Provider;
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
    void keys_lie_in_the_data_folder_unless_nodes_share_another() {
        Map<String, String> alone = Map.of("EXPACTI_DATA", "/srv/one");
        Map<String, String> shared = Map.of("EXPACTI_DATA", "/srv/one", "EXPACTI_KEYS", "/srv/keys");

        assertEquals(Path.of("/srv/one"), Settings.of(List.of(), alone).keys());
        assertEquals(Path.of("/srv/keys"), Settings.of(List.of(), shared).keys());
    }

    @Test
    void a_range_that_is_none_stops_the_start_with_one_line() {
        StartFailure failure = assertThrows(
                StartFailure.class, () -> Settings.of(List.of(), Map.of("EXPACTI_EGRESS_ALLOW", "10.0.0.0/40")));

        assertTrue(String.valueOf(failure.getMessage()).contains("`10.0.0.0/40`"), failure.getMessage());
    }

    @Test
    void a_way_back_waits_three_days_or_as_long_as_is_said_and_never_not_at_all_outside_an_evaluation() {
        String name = "EXPACTI_RECOVERY_WAIT_HOURS";

        assertEquals(72, Settings.of(List.of(), Map.of()).signIn().recoveryWaitHours());
        assertEquals(24, Settings.of(List.of(), Map.of(name, "24")).signIn().recoveryWaitHours());
        assertEquals(
                0, Settings.of(List.of("--eval"), Map.of(name, "0")).signIn().recoveryWaitHours());
        for (String wrong : List.of("0", "-1", "721", "3d", "99999999999")) {
            assertThrows(StartFailure.class, () -> Settings.of(List.of(), Map.of(name, wrong)), wrong);
        }
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

    @Test
    void a_sign_in_service_is_known_by_its_client_s_id_and_a_secret_that_may_stand_in_a_file(@TempDir Path folder)
            throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "from a file\n");

        List<Provider> all = Settings.of(
                        List.of(),
                        Map.of(
                                "EXPACTI_OIDC_GOOGLE_CLIENT_ID", "g",
                                "EXPACTI_OIDC_GOOGLE_CLIENT_SECRET_FILE", secret.toString(),
                                "EXPACTI_OIDC_GITHUB_CLIENT_ID", "h",
                                "EXPACTI_OIDC_GITHUB_CLIENT_SECRET", "shh",
                                "EXPACTI_OIDC_ACME_CLIENT_ID", "a",
                                "EXPACTI_OIDC_ACME_CLIENT_SECRET", "shh",
                                "EXPACTI_OIDC_ACME_ISSUER", "https://login.acme.example/realm",
                                "EXPACTI_OIDC_ACME_NAME", "Acme"))
                .providers()
                .all();

        assertEquals(
                List.of("acme", "github", "google"),
                all.stream().map(Provider::id).toList());
        assertEquals("https://login.acme.example/realm", all.get(0).issuer());
        assertEquals("https://api.github.com", all.get(1).api());
        assertEquals("https://accounts.google.com", all.get(2).issuer());
        assertEquals("from a file", all.get(2).client().secret());
        assertTrue(!all.toString().contains("shh"), "a secret is in no text");
    }

    @Test
    void a_sign_in_service_without_its_secret_or_issuer_stops_the_start() {
        for (Map<String, String> half : List.of(
                Map.of("EXPACTI_OIDC_GOOGLE_CLIENT_ID", "g"),
                Map.of("EXPACTI_OIDC_ACME_CLIENT_ID", "a", "EXPACTI_OIDC_ACME_CLIENT_SECRET", "s"),
                Map.of(
                        "EXPACTI_OIDC_ACME_CLIENT_ID",
                        "a",
                        "EXPACTI_OIDC_ACME_CLIENT_SECRET",
                        "s",
                        "EXPACTI_OIDC_ACME_ISSUER",
                        "file:///etc/passwd"))) {
            StartFailure failure = assertThrows(StartFailure.class, () -> Settings.of(List.of(), half));
            assertTrue(String.valueOf(failure.getMessage()).contains("EXPACTI_OIDC_"), failure.getMessage());
        }
    }

    private static Map<String, String> nothing(Path folder) {
        return Map.of("EXPACTI_CONFIG", folder.resolve("none.toml").toString());
    }
}
