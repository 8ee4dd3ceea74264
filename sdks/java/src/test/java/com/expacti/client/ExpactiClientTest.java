package com.expacti.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.client.access.Access;
import com.expacti.client.access.Endpoint;
import com.expacti.client.access.Token;
import com.expacti.client.scripted.Lines;
import com.expacti.client.scripted.Peer;
import com.expacti.client.scripted.ScriptedGate;
import com.expacti.client.wire.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ExpactiClientTest {
    private static final String COMMAND = "kubectl delete pod --all -n production";
    private static final String DENIED = "expacti: command denied — production namespace, needs change ticket";
    private static final String UNREACHABLE = "expacti: command denied — approval service unreachable";

    @Test
    void an_approved_command_is_redeemed_for_its_exact_bytes() {
        Decision decision = permitted(peer -> {
            assertEquals("/shell/ws", peer.path());
            assertEquals("Bearer demo-shell-token", peer.header("authorization"));
            peer.welcome("sess_1");
            Message command = peer.take("command");
            assertEquals(Optional.of(COMMAND), command.text("command"));
            peer.send(Lines.approved(ref(command), "cmd_1"));
            Message redeem = peer.take("redeem");
            assertEquals(Optional.of("apr_secret"), redeem.text("approval_token"));
            assertEquals(Optional.of(Submission.of(COMMAND).digest()), redeem.text("command_sha256"));
            peer.send(Lines.redeemed("cmd_1"));
        });

        assertTrue(decision.approved());
        assertEquals(Optional.empty(), decision.refusal());
    }

    @Test
    void a_denial_carries_the_reviewers_words() {
        Decision decision = permitted(held(
                peer -> peer.send(Lines.refused("", "cmd_1", "denied", "production namespace, needs change ticket"))));

        assertEquals(Optional.of(DENIED), decision.refusal());
    }

    @Test
    void a_denial_without_words_says_just_that() {
        Decision decision = permitted(held(peer -> peer.send(Lines.refused("", "cmd_1", "denied", ""))));

        assertEquals(Optional.of("expacti: command denied"), decision.refusal());
    }

    @Test
    void nobody_answering_is_a_time_out() {
        Decision decision = permitted(held(peer -> peer.send(Lines.refused("", "cmd_1", "timed_out", ""))));

        assertEquals(Optional.of("expacti: command timed out — no reviewer responded"), decision.refusal());
    }

    @Test
    void a_gate_that_is_not_there_denies() {
        Access nowhere = new Access(Endpoint.of("http://127.0.0.1:1"), Token.of("demo-shell-token"));

        try (ExpactiClient client = new ExpactiClient(nowhere)) {
            assertEquals(Optional.of(UNREACHABLE), client.run(COMMAND).refusal());
        }
    }

    @Test
    void a_refused_token_is_a_denial_that_says_so() {
        try (ScriptedGate gate = ScriptedGate.start().then(peer -> {});
                ExpactiClient client = new ExpactiClient(new Access(Endpoint.of(gate.url()), Token.of("refused")))) {
            assertEquals(
                    Optional.of("expacti: command denied — the token was refused (HTTP 401)"),
                    client.run(COMMAND).refusal());
        }
    }

    @Test
    void a_socket_lost_while_waiting_is_resumed_by_ref_and_earlier_session() {
        try (ScriptedGate gate = ScriptedGate.start();
                ExpactiClient client = new ExpactiClient(gate.access())) {
            gate.then(held(Peer::drop)).then(peer -> {
                peer.welcome("sess_2");
                Message resume = peer.take("resume");
                assertEquals(Optional.of("sess_1"), resume.text("session_id"));
                peer.send(Lines.pending(ref(resume), "cmd_1"));
                peer.send(Lines.approved(ref(resume), "cmd_1"));
            });

            assertTrue(client.run(COMMAND).approved());
        }
    }

    @Test
    void an_approval_spent_before_the_resume_is_not_run() {
        assertFalse(resumed(resume -> Lines.spent(ref(resume), "cmd_1")).approved());
    }

    @Test
    void an_approval_spent_after_a_pending_on_the_new_connection_is_run() {
        Decision decision =
                resumed(resume -> Lines.pending(ref(resume), "cmd_1"), resume -> Lines.spent(ref(resume), "cmd_1"));

        assertTrue(decision.approved());
    }

    @Test
    void a_command_the_gate_no_longer_knows_is_not_run() {
        assertFalse(resumed(resume -> Lines.error("not_found", "no such command", ref(resume), ""))
                .approved());
    }

    @Test
    void a_redemption_with_another_digest_is_not_run() {
        Decision decision = permitted(held(peer -> {
            peer.send(Lines.approved("", "cmd_1"));
            peer.take("redeem");
            peer.send(Lines.error("conflict", "the text is not the one that was approved", "", "cmd_1"));
        }));

        assertEquals(
                Optional.of("expacti: command denied — the text is not the one that was approved"), decision.refusal());
    }

    @Test
    void a_redemption_whose_answer_was_lost_is_not_run() {
        Decision decision = permitted(held(peer -> {
            peer.send(Lines.approved("", "cmd_1"));
            peer.take("redeem");
            peer.drop();
        }));

        assertEquals(Optional.of(UNREACHABLE), decision.refusal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "[]",
                "{\"type\":\"decision\",\"id\":\"cmd_1\"}",
                "{\"type\":\"decision\",\"id\":\"cmd_1\",\"allow\":\"true\",\"outcome\":\"approved\",\"spent\":true}",
                "{\"type\":\"decision\",\"id\":\"cmd_1\",\"allow\":true,\"outcome\":\"denied\",\"spent\":true}",
                "{\"type\":\"decision\",\"id\":\"cmd_1\",\"allow\":true,\"spent\":true}",
                "{\"type\":\"decision\",\"id\":\"cmd_1\",\"allow\":true,\"outcome\":\"approved\"}",
                "{\"type\":\"decision\",\"id\":\"cmd_1\",\"allow\":false,\"allow\":true,\"outcome\":\"approved\",\"spent\":true}",
                "{\"type\":\"error\",\"code\":\"internal\",\"message\":\"bad day\"}"
            })
    void an_answer_that_is_not_a_clear_yes_is_a_no(String answer) {
        Decision decision = permitted(held(peer -> peer.send(answer)));

        assertFalse(decision.approved());
        assertTrue(decision.refusal().orElseThrow().startsWith("expacti: command denied"));
    }

    @Test
    void an_answer_about_another_command_is_a_no() {
        Decision decision = permitted(peer -> {
            peer.welcome("sess_1");
            String ref = ref(peer.take("command"));
            peer.send(Lines.pending(ref, "cmd_1"));
            peer.send(Lines.spent(ref, "cmd_2"));
        });

        assertFalse(decision.approved());
    }

    @Test
    void a_binary_answer_is_a_no() {
        assertFalse(permitted(held(Peer::sendBinary)).approved());
    }

    @Test
    void a_revoked_token_is_not_resumed() {
        Decision decision = permitted(held(peer -> peer.close(4401)));

        assertEquals(Optional.of("expacti: command denied — the token was refused or revoked"), decision.refusal());
    }

    @Test
    void a_cancelled_command_is_not_run_even_when_its_approval_was_on_the_way() {
        try (ScriptedGate gate = ScriptedGate.start();
                ExpactiClient client = new ExpactiClient(gate.access())) {
            gate.then(held(peer -> {
                assertEquals(Optional.of("cmd_1"), peer.take("cancel").text("id"));
                peer.send(Lines.spent("", "cmd_1"));
            }));
            Ask[] ask = new Ask[1];
            ask[0] = client.ask(Submission.of(COMMAND), held -> ask[0].cancel());

            Decision decision = client.permit(ask[0]);

            assertTrue(
                    decision instanceof Decision.Denied denied
                            && denied.settled().outcome().equals("cancelled"),
                    decision.toString());
        }
    }

    @Test
    void what_came_of_a_command_is_reported() {
        try (ScriptedGate gate = ScriptedGate.start();
                ExpactiClient client = new ExpactiClient(gate.access())) {
            gate.then(peer -> {
                peer.welcome("sess_1");
                Message result = peer.take("result");
                assertEquals(OptionalLong.of(3), result.number("exit_code"));
                assertEquals(OptionalLong.of(41), result.number("duration_ms"));
                assertEquals(OptionalLong.of(7), result.number("output_bytes"));
            });

            client.result("cmd_1", 3, Duration.ofMillis(41), OptionalLong.of(7));
        }
    }

    /** Plays the script and gives what may be run. */
    private static Decision permitted(Consumer<Peer> script) {
        try (ScriptedGate gate = ScriptedGate.start().then(script);
                ExpactiClient client = new ExpactiClient(gate.access())) {
            return client.permit(client.ask(Submission.of(COMMAND), Waiting.QUIETLY));
        }
    }

    /** Greets, takes the command, answers `pending`, then does the rest. */
    private static Consumer<Peer> held(Consumer<Peer> rest) {
        return peer -> {
            peer.welcome("sess_1");
            peer.send(Lines.pending(ref(peer.take("command")), "cmd_1"));
            rest.accept(peer);
        };
    }

    @SafeVarargs
    private static Decision resumed(Function<Message, String>... answers) {
        try (ScriptedGate gate = ScriptedGate.start();
                ExpactiClient client = new ExpactiClient(gate.access())) {
            gate.then(held(Peer::drop)).then(peer -> {
                peer.welcome("sess_2");
                Message resume = peer.take("resume");
                for (var answer : answers) {
                    peer.send(answer.apply(resume));
                }
            });
            return client.permit(client.ask(Submission.of(COMMAND).spending(), Waiting.QUIETLY));
        }
    }

    private static String ref(Message message) {
        return message.text("ref").orElseThrow();
    }
}
