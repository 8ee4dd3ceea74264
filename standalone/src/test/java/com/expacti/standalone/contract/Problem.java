package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** What every error has, and what none may. */
final class Problem {
    private static final Pattern INSIDES = Pattern.compile(
            "\\tat |Exception|java\\.|io\\.micronaut|com\\.expacti|org\\.postgres|SQL|jackson|serde|\\[body]");

    private Problem() {}

    static void assertIs(int status, Answer answer) {
        assertEquals(status, answer.status(), answer.toString());
        assertWellFormed(answer);
    }

    static void assertIs(int status, String code, Answer answer) {
        assertIs(status, answer);
        assertEquals(code, answer.json().path("code").asText(), answer.toString());
    }

    static void assertWellFormed(Answer answer) {
        assertTrue(answer.contentType().startsWith("application/problem+json"), answer.toString());
        JsonNode body = answer.json();
        assertEquals(answer.status(), body.path("status").asInt(), answer.toString());
        for (String field : new String[] {"type", "title", "code", "detail", "request_id"}) {
            assertFalse(body.path(field).asText().isEmpty(), field + " is missing: " + answer);
        }
        assertFalse(INSIDES.matcher(answer.text()).find(), "shows its insides: " + answer);
        assertEquals(
                "nosniff",
                answer.response().headers().firstValue("X-Content-Type-Options").orElse(""),
                answer.toString());
        ApiDocument.READ.assertValid("Problem", body);
    }
}
