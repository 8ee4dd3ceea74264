package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.ApiDocument.Operation;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Requests made from the document at random: none breaks the server, every answer is one the document names. The seed
 * is in every failure; {@code -Dexpacti.fuzz.cases} and {@code -Dexpacti.fuzz.seed} ask for more and for others.
 */
final class FuzzTest {
    private static final int CASES = Integer.getInteger("expacti.fuzz.cases", 300);
    private static final long SEED = Long.getLong("expacti.fuzz.seed", 20_260_321L);
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]*)}");

    private final Generator generator = new Generator(SEED);

    /** On a server of its own, for it changes settings and rules at random. */
    @Test
    void no_request_of_the_document_s_shapes_breaks_the_server() throws IOException {
        try (OneServer.Running own = new OneServer.Running()) {
            fuzz(own.wire());
        }
    }

    private void fuzz(Wire wire) {
        Fixtures fixtures = new Fixtures(wire);
        List<Operation> operations = ApiDocument.READ.operations();
        Map<Integer, Integer> seen = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            Operation operation = operations.get(i % operations.size());
            Answer answer = wire.send(request(operation, fixtures));
            seen.merge(answer.status(), 1, Integer::sum);
            complaint(operation, answer).ifPresent(wrong::add);
        }
        assertEquals(List.of(), wrong, "seed " + SEED + ", answers by status " + seen);
        assertTrue(seen.keySet().stream().anyMatch(status -> status < 300), "nothing succeeded: " + seen);
        assertTrue(seen.containsKey(400) && seen.containsKey(404), "little was refused: " + seen);
    }

    private Call request(Operation operation, Fixtures fixtures) {
        String path = PARAMETER
                .matcher(operation.path())
                .replaceAll((MatchResult found) ->
                        Matcher.quoteReplacement(id(operation, fixtures).get()));
        String token = generator.one(List.of(AGENT, REVIEWER, REVIEWER, REVIEWER, "nobody"));
        boolean mine = operation.path().matches("/commands/.*/(cancel|redeem|result)")
                || operation.id().equals("submitCommand");
        Call call = Call.of(
                operation.method(),
                "/api/v1" + path + generator.query(operation),
                mine && generator.chance(80) ? AGENT : token);
        return operation
                .bodySchema()
                .map(schema -> call.body(generator.bytes(generator.value(schema, 0))))
                .orElse(call);
    }

    /** Of things made for this, so that nothing the other tests need goes away. */
    private Supplier<String> id(Operation operation, Fixtures fixtures) {
        if (generator.chance(40)) {
            return generator::oddId;
        }
        return switch (operation.path().split("/")[1]) {
            case "agents" -> fixtures::agent;
            case "commands" -> fixtures::pendingId;
            case "whitelist" -> fixtures::rule;
            default -> fixtures::session;
        };
    }

    private static Optional<String> complaint(Operation operation, Answer answer) {
        try {
            assertTrue(answer.status() < 500, answer.toString());
            assertTrue(operation.documents(answer.status()), "not documented: " + answer);
            if (answer.status() >= 400) {
                Problem.assertWellFormed(answer);
            } else if (answer.contentType().startsWith("application/json")) {
                operation
                        .answerSchema(answer.status())
                        .ifPresent(schema -> ApiDocument.READ.assertValid(schema, answer.json()));
            }
            return Optional.empty();
        } catch (AssertionError e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
