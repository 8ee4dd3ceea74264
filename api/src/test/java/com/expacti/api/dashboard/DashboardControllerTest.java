package com.expacti.api.dashboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.failure.GateException;
import io.micronaut.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DashboardControllerTest {
    @TempDir
    Path around;

    private Path folder = Path.of("unset");

    @BeforeEach
    void build() throws IOException {
        folder = Files.createDirectories(around.resolve("dist"));
        Files.createDirectories(folder.resolve("assets"));
        Files.writeString(folder.resolve("index.html"), "page");
        Files.writeString(folder.resolve("assets/main-1a2b.js"), "script");
        Files.writeString(around.resolve("secret.txt"), "secret");
    }

    private HttpResponse<?> get(String path) throws IOException {
        return new DashboardController(folder.toString()).file(Optional.of(path));
    }

    private static void assertShows(String text, HttpResponse<?> answer) {
        assertEquals(200, answer.code());
        assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), (byte[]) answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "assets/../../secret.txt",
                "./../secret.txt",
                "..",
                "../",
                "../dist-other/secret.txt",
                "..\\secret.txt",
                "%2e%2e/secret.txt",
                "a\0b",
                "review/cmd_1"
            })
    void a_path_that_is_no_file_of_the_build_is_the_dashboard_s_own_page(String path) throws IOException {
        if (path.startsWith("assets/")) {
            assertThrows(GateException.class, () -> get(path));
        } else {
            assertShows("page", get(path));
        }
    }

    @Test
    void an_absolute_path_leads_nowhere_else() throws IOException {
        assertShows("page", get(around.resolve("secret.txt").toString()));
        assertShows("page", get("/etc/passwd"));
    }

    @Test
    void a_link_out_of_the_folder_is_not_followed() throws IOException {
        Files.createSymbolicLink(folder.resolve("leak.txt"), around.resolve("secret.txt"));
        Files.createSymbolicLink(folder.resolve("up"), around);
        assertShows("page", get("leak.txt"));
        assertShows("page", get("up/secret.txt"));
    }

    @Test
    void assets_are_kept_for_good_and_the_page_is_asked_for_each_time() throws IOException {
        HttpResponse<?> asset = get("assets/main-1a2b.js");
        assertShows("script", asset);
        assertEquals("public, max-age=31536000, immutable", asset.getHeaders().get("Cache-Control"));
        assertEquals("no-cache", get("").getHeaders().get("Cache-Control"));
        assertEquals("no-cache", get("anything").getHeaders().get("Cache-Control"));
    }

    @Test
    void an_asset_of_an_older_build_is_missing_and_not_a_page() {
        assertThrows(GateException.class, () -> get("assets/main-old.js"));
    }

    @Test
    void without_a_build_it_says_so() throws IOException {
        Files.delete(folder.resolve("index.html"));
        assertEquals(404, get("").code());
    }
}
