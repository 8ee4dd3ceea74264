package com.expacti.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.idempotency.AnswerStore;
import com.expacti.application.idempotency.Asked;
import com.expacti.application.idempotency.Begun;
import com.expacti.application.idempotency.KeptAnswer;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AnswerStore} does. */
public abstract class AnswerStoreContract {
    private static final KeptAnswer ANSWER = new KeptAnswer(201, Optional.of("{\"id\":\"é\"}"));

    private Store store;
    private Scene scene;
    private AnswerStore answers;

    protected abstract Store open();

    @BeforeEach
    final void begin() {
        store = open();
        scene = new Scene(store);
        answers = store.answers();
    }

    @AfterEach
    final void end() {
        store.close();
    }

    private Asked asked(String key, String request) {
        return new Asked(scene.org, new CredentialId("key_1"), key, Digest.ofText(request));
    }

    @Test
    final void what_was_answered_is_answered_again() {
        assertEquals(new Begun.Fresh(), answers.begin(asked("a", "POST")));
        answers.keep(asked("a", "POST"), ANSWER);

        assertEquals(new Begun.Answered(ANSWER), answers.begin(asked("a", "POST")));
        assertEquals(new Begun.Answered(ANSWER), answers.begin(asked("a", "POST")));
    }

    @Test
    final void an_answer_without_a_body_is_kept_too() {
        var _ = answers.begin(asked("a", "DELETE"));
        answers.keep(asked("a", "DELETE"), new KeptAnswer(204, Optional.empty()));

        assertEquals(new Begun.Answered(new KeptAnswer(204, Optional.empty())), answers.begin(asked("a", "DELETE")));
    }

    @Test
    final void a_key_stands_for_one_request_whether_it_is_done_or_not() {
        var _ = answers.begin(asked("a", "one"));
        assertEquals(new Begun.Different(), answers.begin(asked("a", "another")));

        answers.keep(asked("a", "one"), ANSWER);
        assertEquals(new Begun.Different(), answers.begin(asked("a", "another")));
    }

    @Test
    final void of_many_who_come_at_once_one_does_it() {
        List<Begun> begun = Race.run(i -> () -> answers.begin(asked("a", "POST")));

        assertEquals(1, begun.stream().filter(new Begun.Fresh()::equals).count(), begun.toString());
        assertEquals(
                Race.RUNNERS - 1,
                begun.stream().filter(new Begun.Running()::equals).count(),
                begun.toString());
    }

    @Test
    final void what_nobody_ended_is_lost_and_not_done_again() {
        var _ = answers.begin(asked("a", "POST"));

        store.passTime(AnswerStore.LONGEST.minusSeconds(10));
        assertEquals(new Begun.Running(), answers.begin(asked("a", "POST")));
        store.passTime(Duration.ofSeconds(11));
        assertEquals(new Begun.Lost(), answers.begin(asked("a", "POST")));
    }

    @Test
    final void what_was_done_without_a_trace_is_known_to_be_done() {
        var _ = answers.begin(asked("a", "POST"));
        answers.finish(asked("a", "POST"));

        assertEquals(new Begun.Unkept(), answers.begin(asked("a", "POST")));
    }

    @Test
    final void a_key_that_was_released_is_free_for_any_request() {
        var _ = answers.begin(asked("a", "wrong"));
        answers.release(asked("a", "wrong"));

        assertEquals(new Begun.Fresh(), answers.begin(asked("a", "right")));
    }

    @Test
    final void what_is_done_is_neither_released_nor_answered_otherwise() {
        var _ = answers.begin(asked("a", "POST"));
        answers.keep(asked("a", "POST"), ANSWER);

        answers.release(asked("a", "POST"));
        answers.finish(asked("a", "POST"));
        answers.keep(asked("a", "POST"), new KeptAnswer(200, Optional.of("{}")));

        assertEquals(new Begun.Answered(ANSWER), answers.begin(asked("a", "POST")));
    }

    @Test
    final void a_key_is_another_of_another_credential_and_of_another_org() {
        var _ = answers.begin(asked("a", "POST"));
        answers.keep(asked("a", "POST"), ANSWER);
        Scene other = new Scene(store);

        assertEquals(
                new Begun.Fresh(),
                answers.begin(new Asked(scene.org, new CredentialId("key_2"), "a", Digest.ofText("POST"))));
        assertEquals(
                new Begun.Fresh(),
                answers.begin(new Asked(other.org, new CredentialId("key_1"), "a", Digest.ofText("POST"))));
    }

    @Test
    final void after_a_day_a_key_is_new() {
        var _ = answers.begin(asked("a", "POST"));
        answers.keep(asked("a", "POST"), ANSWER);

        store.passTime(AnswerStore.KEPT.minusSeconds(30));
        assertEquals(new Begun.Answered(ANSWER), answers.begin(asked("a", "POST")));
        store.passTime(Duration.ofSeconds(31));
        assertEquals(new Begun.Fresh(), answers.begin(asked("a", "another")));
    }

    @Test
    final void only_what_is_older_than_a_day_is_forgotten_and_of_one_org() {
        Scene other = new Scene(store);
        var _ = answers.begin(asked("old", "POST"));
        var _ = answers.begin(asked("older", "POST"));
        var _ = answers.begin(new Asked(other.org, new CredentialId("key_1"), "a", Digest.ofText("POST")));
        assertFalse(answers.withOld(1_000).contains(scene.org));
        store.passTime(AnswerStore.KEPT.plusSeconds(1));
        var _ = answers.begin(asked("new", "POST"));

        assertTrue(answers.withOld(1_000).containsAll(List.of(scene.org, other.org)));
        assertEquals(1, answers.forget(scene.org, 1));
        assertEquals(1, answers.forget(scene.org, 1_000));
        assertEquals(0, answers.forget(scene.org, 1_000));
        assertFalse(answers.withOld(1_000).contains(scene.org));
        assertEquals(1, answers.forget(other.org, 1_000));
        assertEquals(new Begun.Running(), answers.begin(asked("new", "POST")));
    }
}
