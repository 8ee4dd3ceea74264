package com.expacti.client.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({
        "http://localhost:3001, ws://localhost:3001/shell/ws, ws://localhost:3001/reviewer/ws, http://localhost:3001/api/v1/me",
        "ws://localhost:3001/, ws://localhost:3001/shell/ws, ws://localhost:3001/reviewer/ws, http://localhost:3001/api/v1/me",
        "wss://a.example/shell/ws, wss://a.example/shell/ws, wss://a.example/reviewer/ws, https://a.example/api/v1/me",
        "https://a.example/gate/shell/ws, wss://a.example/gate/shell/ws, wss://a.example/gate/reviewer/ws, https://a.example/gate/api/v1/me",
        "HTTPS://a.example, wss://a.example/shell/ws, wss://a.example/reviewer/ws, https://a.example/api/v1/me"
    })
    void one_url_names_every_place(String url, String agent, String reviewer, String rest) {
        Endpoint endpoint = Endpoint.of(url);

        assertEquals(agent, endpoint.agentSocket().toString());
        assertEquals(reviewer, endpoint.reviewerSocket().toString());
        assertEquals(rest, endpoint.rest("/me").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:3001",
                "ftp://a.example",
                "http://",
                "http://u:p@a.example",
                "http://a.example/?token=x",
                "http://a b"
            })
    void a_url_that_is_no_gate_is_refused(String url) {
        assertThrows(IllegalArgumentException.class, () -> Endpoint.of(url));
    }

    @Test
    void both_families_of_names_are_read() {
        Access one = Access.fromEnvironment(Map.of("EXPACTI_URL", "http://a", "EXPACTI_TOKEN", "t1"))
                .orElseThrow();
        Access other = Access.fromEnvironment(Map.of("EXPACTI_BACKEND_URL", "http://b", "EXPACTI_SHELL_TOKEN", "t2"))
                .orElseThrow();

        assertEquals("http://a t1", one.endpoint() + " " + one.token().reveal());
        assertEquals("http://b t2", other.endpoint() + " " + other.token().reveal());
    }

    @Test
    void half_an_access_is_none() {
        assertFalse(Access.fromEnvironment(Map.of("EXPACTI_URL", "http://a", "EXPACTI_TOKEN", " "))
                .isPresent());
    }

    @Test
    void a_token_never_prints_itself() {
        assertEquals("<token, 6 characters>", Token.of("secret").toString());
    }
}
