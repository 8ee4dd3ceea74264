package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes under an {@code Idempotency-Key}, sent again. */
@ExtendWith(OneServer.class)
final class IdempotencyTest {
    private static final String KEY = "Idempotency-Key";

    private final Wire wire;
    private final Fixtures fixtures;

    IdempotencyTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
    }

    private Answer post(String path, String key, String body) {
        return wire.send(Call.of("POST", path, REVIEWER).with(KEY, key).body(body));
    }

    private static String agent(String name) {
        return "{\"name\":\"%s\"}".formatted(name);
    }

    @Test
    void what_was_made_is_made_once_and_answered_alike() {
        String key = fixtures.unique();

        Answer first = post("/api/v1/agents", key, agent(key));
        Answer second = post("/api/v1/agents", key, agent(key));
        Answer quoted = post("/api/v1/agents", "\"" + key + "\"", agent(key));

        assertEquals(201, first.status(), first.toString());
        assertEquals(201, second.status(), second.toString());
        assertEquals(first.json(), second.json());
        assertEquals(first.json(), quoted.json());
        assertEquals("", first.header("Idempotency-Replayed"));
        assertEquals("true", second.header("Idempotency-Replayed"));
        assertEquals("no-store", second.header("Cache-Control"));
    }

    @Test
    void an_answer_without_a_body_is_repeated_too() {
        String id = fixtures.rule();
        String key = fixtures.unique();
        Call delete = Call.of("DELETE", "/api/v1/whitelist/" + id, REVIEWER).with(KEY, key);

        assertEquals(204, wire.send(delete).status());
        assertEquals(204, wire.send(delete).status());
        assertEquals("true", wire.send(delete).header("Idempotency-Replayed"));
        Problem.assertIs(404, wire.send(Call.of("DELETE", "/api/v1/whitelist/" + id, REVIEWER)));
    }

    @Test
    void a_key_of_one_request_is_refused_for_another() {
        String key = fixtures.unique();
        assertEquals(201, post("/api/v1/agents", key, agent(key)).status());

        Answer otherBody = post("/api/v1/agents", key, agent(key + "b"));
        Answer otherPath = post("/api/v1/whitelist/test", key, agent(key));
        Answer otherMethod = wire.send(
                Call.of("PATCH", "/api/v1/org", REVIEWER).with(KEY, key).body(agent(key)));

        for (Answer answer : List.of(otherBody, otherPath, otherMethod)) {
            Problem.assertIs(422, "invalid", answer);
            assertEquals(KEY, answer.json().path("field").asText());
        }
    }

    @Test
    void of_many_who_send_it_at_once_one_is_done() {
        String key = fixtures.unique();

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> post("/api/v1/agents", key, agent(key)), Thread.ofVirtual()::start))
                .toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        assertTrue(answers.stream().allMatch(a -> a.status() == 201 || a.status() == 409), answers.toString());
        for (Answer answer : answers) {
            if (answer.status() == 409) {
                Problem.assertIs(409, "conflict", answer);
                assertEquals("1", answer.header("Retry-After"));
            }
        }
        assertEquals(
                1,
                answers.stream()
                        .filter(a -> a.status() == 201)
                        .map(a -> a.json().path("id").asText())
                        .distinct()
                        .count());
    }

    @Test
    void a_secret_is_shown_once_and_never_again() {
        String key = fixtures.unique();
        String body = "{\"name\":\"%s\",\"permissions\":[\"commands:read\"]}".formatted(key);

        Answer first = post("/api/v1/api-keys", key, body);
        Answer second = post("/api/v1/api-keys", key, body);

        assertEquals(201, first.status(), first.toString());
        Problem.assertIs(409, "conflict", second);
        assertEquals("", second.header("Retry-After"));
        assertTrue(!second.text().contains("expacti_"), second.toString());
    }

    @Test
    void a_refusal_frees_its_key() {
        String key = fixtures.unique();

        Problem.assertIs(422, post("/api/v1/agents", key, agent("")));
        Problem.assertIs(422, post("/api/v1/agents", key, agent("")));

        assertEquals(201, post("/api/v1/agents", key, agent(key)).status());
    }

    @Test
    void a_command_without_a_ref_has_its_key_for_one() {
        String key = fixtures.unique() + "k".repeat(150);
        Call submit = Call.of("POST", "/api/v1/commands", AGENT).with(KEY, key).body("{\"command\":\"git status\"}");

        Answer first = wire.send(submit);
        Answer second = wire.send(submit);
        Answer other = wire.send(submit.body("{\"command\":\"git log\"}"));

        assertEquals(first.json().path("id"), second.json().path("id"));
        assertNotEquals("", first.json().path("id").asText(), first.toString());
        Problem.assertIs(409, "conflict", other);
    }

    @Test
    void an_approval_is_redeemed_once_whatever_key_comes_with_it() {
        Answer approved = wire.send(Call.of("POST", "/api/v1/commands", AGENT)
                .body("{\"ref\":\"%s\",\"command\":\"%s\"}".formatted(fixtures.unique(), allowed())));
        String token = approved.json().path("approval_token").asText();
        Call redeem = Call.of(
                        "POST", "/api/v1/commands/" + approved.json().path("id").asText() + "/redeem", AGENT)
                .with(KEY, fixtures.unique())
                .body("{\"approval_token\":\"%s\"}".formatted(token));

        assertEquals(200, wire.send(redeem).status(), approved.toString());
        Problem.assertIs(409, "approval_used", wire.send(redeem));
    }

    private String allowed() {
        String command = "echo " + fixtures.unique();
        String rule = "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"scope\":\"global\",\"pattern\":\"%s\"}";
        assertEquals(
                201,
                post("/api/v1/whitelist", fixtures.unique(), rule.formatted(command))
                        .status());
        return command;
    }

    @Test
    void every_write_of_the_document_says_that_it_takes_a_key() {
        List<String> silent = ApiDocument.READ.operations().stream()
                .filter(operation -> !operation.method().equals("GET") && !operation.isOpen())
                .filter(operation -> !operation.node().toString().contains("/IdempotencyKey"))
                .map(ApiDocument.Operation::id)
                .sorted()
                .toList();

        assertEquals(
                List.of(
                        "addPasskey",
                        "askPasskey",
                        "askSettingsStepUp",
                        "askStepUp",
                        "backtestRule",
                        "beginLink",
                        "beginPasskey",
                        "beginTotp",
                        "confirmTotp",
                        "explainCommand",
                        "linkSignIn",
                        "redeemApproval",
                        "removePasskey",
                        "removeTotp",
                        "renamePasskey",
                        "replaceBackupCodes",
                        "testRules",
                        "unlinkSignIn"),
                silent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "a\tb"})
    void a_key_that_is_none_is_400_and_named(String key) {
        Answer answer = post("/api/v1/agents", key, agent(fixtures.unique()));

        Problem.assertIs(400, "bad_message", answer);
        assertEquals(KEY, answer.json().path("field").asText());
    }

    @Test
    void a_key_has_at_most_255_characters() {
        String name = fixtures.unique();

        assertEquals(400, post("/api/v1/agents", "a".repeat(256), agent(name)).status());
        assertEquals(
                201,
                post("/api/v1/agents", name + "a".repeat(255 - name.length()), agent(name))
                        .status());
    }

    @Test
    void who_cannot_prove_who_they_are_is_told_so_with_a_key_too() {
        Call call = Call.of("POST", "/api/v1/agents", "nobody")
                .with(KEY, fixtures.unique())
                .body(agent("a"));

        Problem.assertIs(401, "unauthorized", wire.send(call));
        Problem.assertIs(401, "unauthorized", wire.send(call.byNobody()));
    }
}
