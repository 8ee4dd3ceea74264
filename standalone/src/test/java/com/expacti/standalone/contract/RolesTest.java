package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.ApiDocument.Operation;
import com.expacti.standalone.contract.ForeignIds.Place;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every operation by every role, in one's own org and in another's: {@link RolesTable} says what comes of it. */
@ExtendWith(OneServer.class)
final class RolesTest {
    private static final Map<String, Row> ROWS =
            Rows.all().stream().collect(Collectors.toMap(Row::operation, Function.identity()));
    private static final Map<String, Map<String, String>> TABLE = RolesTable.rows();

    private static final Set<String> ENDS_THE_CALLERS_SIGN_IN = Set.of("logout", "endAllLogins");

    private final Wire wire;
    private final Fixtures fixtures;
    private final ForeignIds foreign;

    RolesTest(Wire wire) {
        this.wire = wire;
        this.fixtures = new Fixtures(wire);
        this.foreign = ForeignIds.of(wire);
    }

    @Test
    void every_operation_stands_in_the_table_and_nothing_else_does() {
        Set<String> documented = ApiDocument.READ.operations().stream()
                .map(Operation::id)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(documented, new TreeSet<>(TABLE.keySet()));
    }

    @TestFactory
    Stream<DynamicTest> each_role_may_what_the_table_says() {
        Map<String, Optional<String>> tokens = tokens();
        return ApiDocument.READ.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    for (String role : RolesTable.roles()) {
                        assertRole(operation, role, tokens.getOrDefault(role, Optional.empty()));
                    }
                }));
    }

    private Map<String, Optional<String>> tokens() {
        return RolesTable.roles().stream().collect(Collectors.toMap(Function.identity(), this::token));
    }

    /** Of people who were invited, joined and signed in. */
    private Optional<String> token(String role) {
        return switch (role) {
            case "agent" -> Optional.of(AGENT);
            case "nobody" -> Optional.empty();
            case "senior" -> Optional.of(fixtures.joined("senior_reviewer"));
            default -> Optional.of(fixtures.joined(role));
        };
    }

    private void assertRole(Operation operation, String role, Optional<String> token) {
        String expected = cell(operation, role);
        Row row = row(operation);
        Optional<String> asking = ENDS_THE_CALLERS_SIGN_IN.contains(operation.id()) ? token(role) : token;
        Answer answer = wire.send(call(operation, row.ask(fixtures)).by(asking));
        String said = role + ": " + answer;
        if (expected.equals("yes")) {
            assertEquals(row.success(), answer.status(), said);
            return;
        }
        assertEquals(Integer.parseInt(expected), answer.status(), said);
        Problem.assertIs(
                answer.status(),
                switch (answer.status()) {
                    case 401 -> "unauthorized";
                    case 404 -> "not_found";
                    case 409 -> "conflict";
                    case 422 -> "invalid";
                    default -> "forbidden";
                },
                answer);
    }

    @TestFactory
    Stream<DynamicTest> what_is_another_orgs_is_not_there() {
        return ApiDocument.READ.operations().stream()
                .filter(operation -> operation.path().contains("{"))
                .filter(operation -> row(operation).who() != Row.Who.ANYBODY) // is of no org
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> {
                    Row row = row(operation);
                    for (String token : strangers(row)) {
                        Row.Asked asked = row.ask(fixtures);
                        Answer theirs = wire.send(call(operation, asked).by(token));
                        Problem.assertIs(404, theirs);
                        assertSame(
                                theirs,
                                wire.send(call(operation, nowhere(asked)).by(token)));
                    }
                }));
    }

    /** Those of the other org who might do it in theirs. */
    private List<String> strangers(Row row) {
        if (row.takesSignIn()) {
            return List.of(fixtures.signIns().accessToken(fixtures.email()));
        }
        return switch (row.who()) {
            case PEOPLE, ANYBODY -> List.of(foreign.owner().token());
            case AGENTS -> List.of(foreign.agentToken());
            case BOTH -> List.of(foreign.owner().token(), foreign.agentToken());
        };
    }

    private static Row.Asked nowhere(Row.Asked asked) {
        Map<String, String> parameters = new HashMap<>(asked.parameters());
        parameters.replaceAll((_, _) -> "nowhere");
        return new Row.Asked(parameters, asked.body());
    }

    /** An id of another org is told from none by nothing in the answer. */
    private static void assertSame(Answer theirs, Answer none) {
        assertEquals(none.status(), theirs.status(), theirs.toString());
        assertEquals(comparable(none), comparable(theirs));
    }

    private static JsonNode comparable(Answer answer) {
        assertTrue(answer.json().isObject(), answer.toString());
        ObjectNode body = answer.json().deepCopy();
        body.remove(List.of("request_id", "instance"));
        return body;
    }

    @TestFactory
    Stream<DynamicTest> a_foreign_id_in_a_body_is_refused_as_one_that_never_was() {
        return ForeignIds.PLACES.stream()
                .map(place ->
                        DynamicTest.dynamicTest(place.operation() + " " + place.body(), () -> assertUnknown(place)));
    }

    private void assertUnknown(Place place) {
        Operation operation = ApiDocument.READ.operations().stream()
                .filter(each -> each.id().equals(place.operation()))
                .findFirst()
                .orElseThrow();
        Row row = row(operation);
        Row.Asked good = row.ask(fixtures);
        String id = foreign.id(place.kind());
        String name = fixtures.unique();
        Answer theirs = wire.send(call(operation, good).body(place.body(id, name)));
        Answer none = wire.send(call(operation, good).body(place.body("nowhere_1", name)));

        assertEquals(place.status(), theirs.status(), theirs.toString());
        assertEquals(place.field(), theirs.json().path("field").asText(), theirs.toString());
        assertFalse(theirs.text().contains("Other"), "names the other org: " + theirs);
        assertEquals(
                comparable(none).toString().replace("nowhere_1", "$"),
                comparable(theirs).toString().replace(id, "$"),
                "but for the id that was asked about");
    }

    private static String cell(Operation operation, String role) {
        return Optional.ofNullable(TABLE.get(operation.id()))
                .map(row -> row.getOrDefault(role, ""))
                .orElseThrow(() -> new AssertionError(operation + " has no row in RolesTable"));
    }

    private static Row row(Operation operation) {
        return Optional.ofNullable(ROWS.get(operation.id()))
                .orElseThrow(() -> new AssertionError(operation + " has no row in Rows"));
    }

    private Call call(Operation operation, Row.Asked asked) {
        String path = "/api/v1" + operation.path();
        for (Map.Entry<String, String> parameter : asked.parameters().entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        Call plain = Call.of(operation.method(), path, row(operation).who() == Row.Who.AGENTS ? AGENT : REVIEWER);
        Call call = asked.cookie().map(cookie -> plain.with("Cookie", cookie)).orElse(plain);
        return asked.body().map(call::body).orElse(call);
    }
}
