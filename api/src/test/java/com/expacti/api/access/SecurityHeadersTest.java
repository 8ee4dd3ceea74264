package com.expacti.api.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecurityHeadersTest {
    private static HttpHeaders headers(String path) {
        return headers(path, Optional.empty());
    }

    private static HttpHeaders headers(String path, Optional<String> publicUrl) {
        MutableHttpResponse<?> response = HttpResponse.ok();
        new SecurityHeaders(publicUrl).headers(new SimpleHttpRequest<>(HttpMethod.GET, path, ""), response);
        return response.getHeaders();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/app",
                "/app/",
                "/app/index.html",
                "/apple",
                "/api/v1/me",
                "/openapi.yaml",
                "/health"
            })
    void no_answer_is_guessed_framed_or_leaked(String path) {
        HttpHeaders headers = headers(path);
        assertEquals("nosniff", headers.get("X-Content-Type-Options"));
        assertEquals("DENY", headers.get("X-Frame-Options"));
        assertEquals("no-referrer", headers.get("Referrer-Policy"));
        assertEquals("same-origin", headers.get("Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", headers.get("Cross-Origin-Resource-Policy"));
        String policy = String.valueOf(headers.get("Content-Security-Policy"));
        assertTrue(policy.startsWith("default-src 'none';"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/apple", "/api/v1/me", "/openapi.yaml"})
    void what_is_not_the_dashboard_runs_no_script_and_is_not_kept(String path) {
        HttpHeaders headers = headers(path);
        assertFalse(String.valueOf(headers.get("Content-Security-Policy")).contains("script-src"));
        assertEquals("no-store", headers.get("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/api.css"})
    void the_contract_s_page_has_a_style_sheet_and_runs_no_script(String path) {
        String policy = String.valueOf(headers(path).get("Content-Security-Policy"));
        assertTrue(policy.contains("style-src 'self';"), policy);
        assertFalse(policy.contains("script-src"), policy);
    }

    @Test
    void a_browser_is_told_to_use_https_alone_where_that_is_how_the_instance_is_reached() {
        assertEquals(
                "max-age=31536000",
                headers("/app", Optional.of("https://gate.example")).get("Strict-Transport-Security"));
        assertNull(headers("/app", Optional.of("http://gate.example")).get("Strict-Transport-Security"));
        assertNull(headers("/app").get("Strict-Transport-Security"));
    }

    @Test
    void the_dashboard_runs_its_own_scripts_only_and_says_itself_how_long_its_files_are_kept() {
        HttpHeaders headers = headers("/app/");
        String policy = String.valueOf(headers.get("Content-Security-Policy"));
        assertTrue(policy.contains("script-src 'self';"), policy);
        assertTrue(policy.contains("require-trusted-types-for 'script'"), policy);
        assertNull(headers.get("Cache-Control"));
    }
}
