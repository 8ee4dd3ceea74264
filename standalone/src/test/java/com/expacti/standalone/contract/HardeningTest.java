package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no well-meaning client sends. */
@ExtendWith(OneServer.class)
final class HardeningTest {
    private final Wire wire;
    private final Fixtures fixtures;

    HardeningTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
    }

    private Answer get(String path) {
        return wire.send(Call.of("GET", path, REVIEWER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v1", "/api/v2/me", "/nothing", "/api/v1/me/", "/api/v1/%2e%2e/me"})
    void a_path_that_is_not_there_is_404_whoever_asks(String path) {
        Answer answer = get(path);
        if (answer.status() != 200) {
            Problem.assertIs(404, "not_found", answer);
            Problem.assertIs(
                    404, "not_found", wire.send(Call.of("GET", path, "none").byNobody()));
        } else {
            assertEquals("/api/v1/me/", path, "only the slash at the end may be too many");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "status=done,status",
        "status=,status",
        "session_id=%00,session_id",
        "session_id=a%20b,session_id",
        "q=,q",
        "q=a%00b,q",
        "limit=0,limit",
        "cursor=%27,cursor"
    })
    void a_parameter_that_cannot_be_is_400_and_named(String query, String field) {
        Answer answer = get("/api/v1/commands?" + query);
        Problem.assertIs(400, "bad_message", answer);
        assertEquals(field, answer.json().path("field").asText());
    }

    @Test
    void a_search_over_200_characters_is_400() {
        Problem.assertIs(400, "bad_message", get("/api/v1/commands?q=" + "q".repeat(201)));
        assertEquals(200, get("/api/v1/commands?q=" + "q".repeat(200)).status());
    }

    @Test
    void a_search_takes_per_cent_underscore_and_backslash_as_themselves() {
        String mark = fixtures.unique();
        for (String odd : List.of("50%", "a_b", "c\\d", "e'f", "plain")) {
            String body = Wire.JSON
                    .createObjectNode()
                    .put("ref", fixtures.unique())
                    .put("command", "echo " + mark + odd)
                    .toString();
            assertTrue(wire.send(Call.of("POST", "/api/v1/commands", AGENT).body(body))
                            .status()
                    < 300);
        }
        assertEquals(List.of("echo " + mark + "50%"), found(mark + "50%"));
        assertEquals(List.of("echo " + mark + "a_b"), found(mark + "a_b"));
        assertEquals(List.of("echo " + mark + "c\\d"), found(mark + "c\\d"));
        assertEquals(List.of("echo " + mark + "e'f"), found(mark + "e'f"));
        assertEquals(List.of(), found(mark + "%plain"));
        assertEquals(List.of(), found(mark + "______"));
        assertEquals(5, found(mark.toUpperCase(java.util.Locale.ROOT)).size());
    }

    private List<String> found(String text) {
        Answer answer = get("/api/v1/commands?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        assertEquals(200, answer.status(), answer.toString());
        List<String> out = new ArrayList<>();
        for (JsonNode item : answer.json().path("items")) {
            out.add(item.path("command").asText());
        }
        return out;
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "61", "x", "", "1.5", "99999999999"})
    void a_wait_out_of_range_is_400_and_submits_nothing(String seconds) {
        String ref = fixtures.unique();
        Answer answer = wire.send(Call.of("POST", "/api/v1/commands?wait_seconds=" + seconds, AGENT)
                .body("{\"ref\":\"%s\",\"command\":\"echo %s\"}".formatted(ref, ref)));
        Problem.assertIs(400, "bad_message", answer);
        assertEquals(List.of(), found("echo " + ref));
    }

    @Test
    void two_who_wait_for_one_command_are_both_answered_when_it_is_decided() {
        String id = fixtures.pendingId();
        CountDownLatch asking = new CountDownLatch(2);
        List<CompletableFuture<Answer>> waiting = new ArrayList<>();
        for (String token : List.of(AGENT, REVIEWER)) {
            waiting.add(CompletableFuture.supplyAsync(() -> {
                asking.countDown();
                return wire.send(Call.of("GET", "/api/v1/commands/" + id + "?wait_seconds=30", token));
            }));
        }
        join(asking);
        assertEquals(
                200,
                wire.send(Call.of("POST", "/api/v1/commands/" + id + "/deny", REVIEWER))
                        .status());
        waiting.forEach(answer -> assertEquals(
                "denied",
                answer.join().json().path("status").asText(),
                answer.join().toString()));
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void head_answers_as_get_without_a_body() {
        assertEquals(200, wire.send(Call.of("HEAD", "/api/v1/me", REVIEWER)).status());
        assertEquals(401, wire.send(Call.of("HEAD", "/api/v1/me", "nobody")).status());
        assertEquals(
                404, wire.send(Call.of("HEAD", "/api/v1/nothing", REVIEWER)).status());
        assertEquals(
                0, wire.send(Call.of("HEAD", "/api/v1/me", REVIEWER)).response().body().length);
    }

    @Test
    void a_refusal_of_who_calls_says_how_to_prove_it() {
        Answer answer = wire.send(Call.of("GET", "/api/v1/me", "x").byNobody());
        assertEquals(
                "Bearer",
                answer.response().headers().firstValue("WWW-Authenticate").orElse(""));
    }

    @Test
    void a_token_in_the_query_is_not_read() {
        Problem.assertIs(
                401,
                "unauthorized",
                wire.send(Call.of("GET", "/api/v1/me?token=" + REVIEWER, "x").byNobody()));
        Problem.assertIs(
                401,
                "unauthorized",
                wire.send(Call.of("GET", "/api/v1/me?access_token=" + REVIEWER, "x")
                        .byNobody()));
    }

    @Test
    void the_document_is_served_as_it_stands() throws Exception {
        Answer answer = wire.send(Call.of("GET", "/openapi.yaml", "x").byNobody());
        assertEquals(200, answer.status());
        assertTrue(answer.contentType().startsWith("application/yaml"), answer.contentType());
        assertEquals(
                Files.readString(Path.of(System.getProperty("expacti.root", ".."), "openapi", "openapi.yaml")),
                answer.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/../pom.xml",
                "/app/../../etc/passwd",
                "/app/%2e%2e/pom.xml",
                "/app/..%2f..%2fpom.xml",
                "/app/%2fetc/passwd",
                "/app/%00",
                "/app/..%5c..%5cpom.xml",
                "/app//etc/passwd"
            })
    void no_path_below_the_dashboard_leads_out_of_it(String path) {
        Answer answer = wire.send(Call.of("GET", path, "x").byNobody());
        assertTrue(answer.status() < 500, answer.toString());
        assertFalse(answer.text().contains("<artifactId>"), answer.toString());
        assertFalse(answer.text().contains("root:"), answer.toString());
        assertEquals(
                "DENY",
                answer.response().headers().firstValue("X-Frame-Options").orElse(""),
                path);
    }

    @Test
    void expired_and_known_rules_are_skipped_by_an_import_and_counted() {
        String mark = fixtures.unique();
        String rule =
                "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"scope\":\"global\",\"pattern\":\"echo %s\"%s}";
        String body = "{\"rules\":[%s,%s,%s]}"
                .formatted(
                        rule.formatted(mark, ""),
                        rule.formatted(mark, ",\"note\":\"again\""),
                        rule.formatted(mark + "old", ",\"expires_at\":\"2001-01-01T00:00:00Z\""));
        JsonNode first = wire.send(
                        Call.of("POST", "/api/v1/whitelist/import", REVIEWER).body(body))
                .json();
        assertEquals(1, first.path("imported").asInt(), first.toString());
        assertEquals(2, first.path("skipped").asInt(), first.toString());
        JsonNode second = wire.send(
                        Call.of("POST", "/api/v1/whitelist/import", REVIEWER).body(body))
                .json();
        assertEquals(0, second.path("imported").asInt(), second.toString());
        assertEquals(3, second.path("skipped").asInt(), second.toString());
    }
}
