package com.expacti.workers.forget;

import com.expacti.application.idempotency.AnswerStore;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Drops answers to writes that are older than a day, so that their table stays small. */
public final class ForgetAnswers implements Job {
    private static final int AT_ONCE = 5_000;

    private final AnswerStore answers;

    public ForgetAnswers(AnswerStore answers) {
        this.answers = answers;
    }

    @Override
    public String name() {
        return "forget-answers";
    }

    @Override
    public Duration pause() {
        return Duration.ofMinutes(5);
    }

    @Override
    public int run() {
        return answers.withOld(AT_ONCE).stream()
                .mapToInt(org -> answers.forget(org, AT_ONCE))
                .sum();
    }
}
