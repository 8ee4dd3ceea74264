package com.expacti.client.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.client.access.Access;
import com.expacti.client.access.Endpoint;
import com.expacti.client.access.Token;
import com.expacti.client.scripted.ScriptedGate;
import com.expacti.client.scripted.ScriptedGate.Answer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RestClientTest {
    @Test
    void a_call_carries_the_token_in_its_header_and_reads_the_answer() throws Problem {
        try (ScriptedGate gate = ScriptedGate.start();
                RestClient rest = new RestClient(gate.access(), () -> "key_1")) {
            gate.answer("POST /api/v1/explain", Answer.json("{\"verdict\":\"review\"}"));

            assertEquals(
                    Optional.of("review"),
                    rest.post("/explain", Map.of("command", "git status")).text("verdict"));

            assertEquals("Bearer demo-shell-token", gate.calls().getFirst().authorization());
            assertEquals("{\"command\":\"git status\"}", gate.calls().getFirst().body());
        }
    }

    @Test
    void a_problem_is_one_sentence_with_its_code() {
        try (ScriptedGate gate = ScriptedGate.start();
                RestClient rest = new RestClient(gate.access(), () -> "key_1")) {
            gate.answer(
                    "POST /api/v1/whitelist",
                    Answer.problem(
                            422, "{\"code\":\"invalid\",\"detail\":\"operators are refused\",\"field\":\"pattern\"}"));

            Problem problem = assertThrows(Problem.class, () -> rest.post("/whitelist", Map.of()));

            assertEquals("operators are refused (field `pattern`)", problem.getMessage());
            assertEquals("invalid", problem.code());
        }
    }

    @Test
    void a_gate_that_is_not_there_is_said_plainly() {
        try (RestClient rest =
                new RestClient(new Access(Endpoint.of("http://127.0.0.1:1"), Token.of("t")), () -> "key_1")) {
            Problem problem = assertThrows(Problem.class, () -> rest.get("/me"));

            assertEquals(
                    "the gate at http://127.0.0.1:1 does not answer: check the URL and that it runs",
                    problem.getMessage());
        }
    }
}
