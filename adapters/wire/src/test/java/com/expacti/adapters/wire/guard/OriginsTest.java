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
        Origins origins = new Origins(List.of(), false);

        assertTrue(origins.allows("http://localhost:3001", 3001));
        assertTrue(origins.allows("HTTP://127.0.0.1:3001", 3001));
        assertFalse(origins.allows("http://localhost:3002", 3001));
        assertFalse(origins.allows("https://localhost:3001", 3001));
        assertFalse(origins.allows("http://localhost:3001.evil.example", 3001));
        assertFalse(origins.allows("null", 3001));
    }

    @Test
    void configured_origins_replace_the_default_ones() {
        Origins origins = new Origins(List.of("https://app.example.com"), false);

        assertTrue(origins.allows("https://app.example.com", 3001));
        assertFalse(origins.allows("http://localhost:3001", 3001));
    }

    @Test
    void an_evaluation_answers_only_to_names_of_this_machine() {
        Origins evaluation = new Origins(List.of(), true);

        assertTrue(evaluation.answersTo(List.of("localhost:3001"), 3001));
        assertTrue(evaluation.answersTo(List.of("[::1]:3001"), 3001));
        assertFalse(evaluation.answersTo(List.of("rebound.example:3001"), 3001));
        assertFalse(evaluation.answersTo(List.of("localhost"), 3001));
        assertFalse(evaluation.answersTo(List.of(), 3001));
        assertTrue(new Origins(List.of(), false).answersTo(List.of("gate.example"), 3001));
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
