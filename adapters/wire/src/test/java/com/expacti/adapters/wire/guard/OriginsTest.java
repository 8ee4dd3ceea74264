package com.expacti.adapters.wire.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OriginsTest {
    @Test
    void without_configuration_only_pages_of_this_machine_and_port_may_talk() {
        Origins origins = origins(List.of(), Optional.empty());

        assertTrue(origins.allows("http://localhost:3001", 3001));
        assertTrue(origins.allows("HTTP://127.0.0.1:3001", 3001));
        assertFalse(origins.allows("http://localhost:3002", 3001));
        assertFalse(origins.allows("https://localhost:3001", 3001));
        assertFalse(origins.allows("http://localhost:3001.evil.example", 3001));
        assertFalse(origins.allows("null", 3001));
    }

    @Test
    void configured_origins_replace_the_default_ones() {
        Origins origins = origins(List.of("https://app.example.com"), Optional.empty());

        assertTrue(origins.allows("https://app.example.com", 3001));
        assertFalse(origins.allows("http://localhost:3001", 3001));
    }

    @Test
    void an_evaluation_answers_only_to_names_of_this_machine() {
        Origins evaluation = new Origins(List.of(), List.of(), Optional.of("http://localhost:3001"), true);

        assertTrue(evaluation.answersTo(List.of("localhost:3001"), 3001));
        assertTrue(evaluation.answersTo(List.of("[::1]:3001"), 3001));
        assertFalse(evaluation.answersTo(List.of("rebound.example:3001"), 3001));
        assertFalse(evaluation.answersTo(List.of("localhost"), 3001));
        assertFalse(evaluation.answersTo(List.of(), 3001));
        assertTrue(origins(List.of(), Optional.empty()).answersTo(List.of("gate.example"), 3001));
    }

    @Test
    void the_public_address_is_a_page_of_ours_and_a_name_we_answer_to() {
        Origins origins = origins(List.of(), Optional.of("https://Gate.example"));

        assertTrue(origins.allows("https://gate.example", 3001));
        assertTrue(origins.allows("http://localhost:3001", 3001));
        assertFalse(origins.allows("http://gate.example", 3001));
        assertFalse(origins.allows("https://gate.example:8443", 3001));
        assertTrue(origins.answersTo(List.of("gate.example"), 3001));
        assertTrue(origins.answersTo(List.of("GATE.example:443"), 3001));
        assertTrue(origins.answersTo(List.of("127.0.0.1:3001"), 3001));
    }

    @Test
    void with_a_public_address_a_host_header_that_would_poison_links_is_not_answered() {
        Origins origins = origins(List.of(), Optional.of("https://gate.example:8443"));

        assertTrue(origins.answersTo(List.of("gate.example:8443"), 3001));
        for (List<String> hosts : List.of(
                List.of("evil.example"),
                List.of("gate.example.evil.example"),
                List.of("gate.example"),
                List.of("gate.example:8443@evil.example"),
                List.of("gate.example:8443", "evil.example"),
                List.of(""),
                List.<String>of())) {
            assertFalse(origins.answersTo(hosts, 3001), hosts.toString());
        }
    }

    @Test
    void a_site_that_may_read_answers_talks_beside_our_own_pages() {
        Origins origins = new Origins(List.of(), List.of(" https://Tools.example "), Optional.empty(), false);

        assertTrue(origins.allows("https://tools.example", 3001));
        assertTrue(origins.allows("http://localhost:3001", 3001));
        assertFalse(origins.allows("https://a.tools.example", 3001));
    }

    private static Origins origins(List<String> configured, Optional<String> publicUrl) {
        return new Origins(configured, List.of(), publicUrl, false);
    }

    @Test
    void a_token_stands_in_one_bearer_header_or_nowhere() {
        assertEquals(Optional.of("x"), Bearer.token(HttpRequest.GET("/").header("Authorization", "bearer x")));
        assertEquals(Optional.empty(), Bearer.token(HttpRequest.GET("/?token=x")));
        assertEquals(Optional.empty(), Bearer.token(HttpRequest.GET("/").header("Authorization", "Basic x")));
        assertEquals(
                Optional.empty(),
                Bearer.token(
                        HttpRequest.GET("/").header("Authorization", "Bearer x").header("Authorization", "Bearer y")));
    }
}
