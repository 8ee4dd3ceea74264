package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.ApiDocument.Operation;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation of the document, asked as it should be and in the ways it should not. */
@ExtendWith(OneServer.class)
final class RestContractTest {
    private static final ApiDocument DOCUMENT = ApiDocument.READ;
    private static final Map<String, Row> ROWS =
            Rows.all().stream().collect(Collectors.toMap(Row::operation, Function.identity()));
    private static final List<String> ODD_IDS = List.of(
            "nobody", "%00", "%2e%2e", "a%2Fb", "%ff", "%20", "%F0%9F%98%80", "a".repeat(300), "'%22%3B--", "%0A");

    private final Wire wire;
    private final Fixtures fixtures;

    RestContractTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
    }

    @Test
    void every_operation_has_a_row_and_every_row_an_operation() {
        Set<String> documented =
                DOCUMENT.operations().stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(documented, new TreeSet<>(ROWS.keySet()));
    }

    @Test
    void every_operation_that_documents_refusals_of_fields_shows_one() {
        for (Operation operation : DOCUMENT.operations()) {
            if (operation.hasBody()) {
                Set<Integer> shown = row(operation).refused().stream()
                        .map(Row.Refused::status)
                        .collect(Collectors.toSet());
                assertTrue(shown.contains(400), operation + " shows no body of the wrong type");
                assertEquals(operation.documents(422), shown.contains(422), operation + " and its 422");
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> asked_as_documented_it_answers_as_documented() {
        return each(operation -> true, (operation, row) -> {
            Answer answer = wire.send(asked(operation, row));
            assertEquals(row.success(), answer.status(), answer.toString());
            assertTrue(operation.documents(answer.status()), answer + " is not documented");
            operation.answerSchema(answer.status()).ifPresent(schema -> {
                assertTrue(answer.contentType().startsWith("application/json"), answer.toString());
                DOCUMENT.assertValid(schema, answer.json());
            });
        });
    }

    @TestFactory
    Stream<DynamicTest> without_a_good_token_it_is_401() {
        return each(operation -> !operation.isOpen(), (operation, row) -> {
            Call call = asked(operation, row);
            Problem.assertIs(401, "unauthorized", wire.send(call.byNobody()));
            Problem.assertIs(401, "unauthorized", wire.send(call.by("expacti_00000000000000000000000000000000")));
            Problem.assertIs(401, "unauthorized", wire.send(call.by("t".repeat(2000))));
        });
    }

    @TestFactory
    Stream<DynamicTest> with_the_other_side_s_token_it_is_403() {
        return each(
                operation -> switch (row(operation).who()) {
                    case PEOPLE, AGENTS -> true;
                    case BOTH, ANYBODY -> false;
                },
                (operation, row) -> {
                    String other = row.who() == Row.Who.PEOPLE ? AGENT : REVIEWER;
                    Problem.assertIs(
                            403, "forbidden", wire.send(asked(operation, row).by(other)));
                });
    }

    @TestFactory
    Stream<DynamicTest> of_an_id_that_is_not_there_it_is_404() {
        return each(operation -> operation.path().contains("{"), (operation, row) -> {
            Row.Asked good = row.ask(fixtures);
            for (String name : good.parameters().keySet()) {
                for (String odd : ODD_IDS) {
                    Map<String, String> parameters = new java.util.HashMap<>(good.parameters());
                    parameters.put(name, odd);
                    Problem.assertIs(404, wire.send(call(operation, row, new Row.Asked(parameters, good.body()))));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> with_a_body_that_is_not_one_json_object_it_is_400() {
        return each(Operation::hasBody, (operation, row) -> {
            Call call = asked(operation, row);
            for (String malformed : List.of("{", "[]", "\"text\"", "7", "{\"a\":}", "{\"a\":1,\"a\":2}", "nul")) {
                Problem.assertIs(400, "bad_message", wire.send(call.body(malformed)));
            }
            if (operation.needsBody()) {
                Problem.assertIs(400, "bad_message", wire.send(call.body("null")));
            }
            Problem.assertIs(400, wire.send(call.body(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'})));
            Problem.assertIs(400, wire.send(call.body("{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")));
            Problem.assertIs(400, wire.send(call.body("{\"x\":" + "9".repeat(5_000) + "}")));
            Problem.assertIs(415, wire.send(call.as("text/plain")));
        });
    }

    @TestFactory
    Stream<DynamicTest> with_a_body_over_2_mebibytes_it_is_413() {
        byte[] large =
                ("{\"x\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return each(Operation::hasBody, (operation, row) -> {
            Answer answer = wire.send(asked(operation, row).body(large));
            Problem.assertIs(413, "too_large", answer);
            assertTrue(operation.documents(413), operation + " does not document it");
        });
    }

    @TestFactory
    Stream<DynamicTest> with_a_bad_field_it_names_the_field() {
        return each(Operation::hasBody, (operation, row) -> {
            Row.Asked good = row.ask(fixtures);
            for (Row.Refused refused : row.refused()) {
                Answer answer = wire.send(call(operation, row, good).body(refused.body()));
                Problem.assertIs(refused.status(), refused.status() == 400 ? "bad_message" : "invalid", answer);
                assertEquals(refused.field(), answer.json().path("field").asText(), answer.toString());
                assertTrue(operation.documents(refused.status()), answer + " is not documented");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> with_a_page_that_cannot_be_it_is_400() {
        return each(RestContractTest::isList, (operation, row) -> {
            Call call = asked(operation, row);
            for (String page : List.of(
                    "limit=0",
                    "limit=201",
                    "limit=-1",
                    "limit=x",
                    "limit=",
                    "limit=1e2",
                    "limit=99999999999999",
                    "limit=1&limit=2",
                    "cursor=",
                    "cursor=%00",
                    "cursor=a%20b",
                    "cursor=" + "a".repeat(65))) {
                Answer answer = wire.send(Call.of(
                        call.method(), call.path() + "?" + page, call.token().orElseThrow()));
                Problem.assertIs(400, "bad_message", answer);
                assertEquals(
                        page.substring(0, page.indexOf('=')),
                        answer.json().path("field").asText(),
                        answer.toString());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> a_list_read_by_pages_is_the_list_read_at_once() {
        return each(RestContractTest::isList, (operation, row) -> {
            Call call = asked(operation, row);
            JsonNode first = page(call, "limit=2");
            assertTrue(first.path("items").size() <= 2, first.toString());
            if (first.hasNonNull("next_cursor")) {
                JsonNode second =
                        page(call, "limit=2&cursor=" + first.path("next_cursor").asText());
                assertFalse(second.path("items").isEmpty(), "a cursor leads to an empty page: " + first);
                JsonNode whole = page(call, "limit=200").path("items");
                assertEquals(whole.get(0), first.path("items").get(0));
                assertEquals(whole.get(2), second.path("items").get(0));
            }
        });
    }

    private JsonNode page(Call call, String query) {
        Answer answer = wire.send(
                Call.of(call.method(), call.path() + "?" + query, call.token().orElseThrow()));
        assertEquals(200, answer.status(), answer.toString());
        return answer.json();
    }

    private static boolean isList(Operation operation) {
        return operation.node().path("parameters").toString().contains("/parameters/Cursor");
    }

    @TestFactory
    Stream<DynamicTest> with_a_method_its_path_does_not_take_it_is_405() {
        return each(operation -> true, (operation, row) -> {
            Call call = asked(operation, row);
            for (String method : List.of("PUT", "OPTIONS")) {
                Answer answer = wire.send(new Call(method, call.path(), call.token(), call.body(), call.headers()));
                Problem.assertIs(405, answer);
                assertTrue(answer.response()
                        .headers()
                        .firstValue("Allow")
                        .orElse("")
                        .contains(operation.method()));
            }
        });
    }

    private Stream<DynamicTest> each(Predicate<Operation> which, BiConsumer<Operation, Row> check) {
        return DOCUMENT.operations().stream()
                .filter(which)
                .map(operation ->
                        DynamicTest.dynamicTest(operation.id(), () -> check.accept(operation, row(operation))));
    }

    private static Row row(Operation operation) {
        return Optional.ofNullable(ROWS.get(operation.id()))
                .orElseThrow(() -> new AssertionError(operation + " has no row in Rows"));
    }

    private Call asked(Operation operation, Row row) {
        return call(operation, row, row.ask(fixtures));
    }

    private Call call(Operation operation, Row row, Row.Asked asked) {
        String path = "/api/v1" + operation.path();
        for (Map.Entry<String, String> parameter : asked.parameters().entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        Call plain = Call.of(operation.method(), path, asked.token().orElseGet(() -> row.token(fixtures)));
        Call call = asked.cookie().map(cookie -> plain.with("Cookie", cookie)).orElse(plain);
        return asked.body().map(call::body).orElse(call);
    }
}
