package com.expacti.workers.queue;

import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.application.work.WorkQueue;
import java.time.Duration;

/**
 * Does one kind of task. It may be given the same task twice, on two nodes at once, late, and after it failed halfway: doing it again changes
 * nothing. What it throws is a failed attempt.
 */
public interface TaskHandler {
    TaskKind kind();

    /** @param attempt from 1 to {@link WorkQueue#ATTEMPTS_MAX}, the last */
    Result handle(Task task, int attempt);

    /** What came of it. */
    sealed interface Result {
        /** There is nothing left to do. */
        record Done() implements Result {}

        /** It did not work out; to be tried again after a pause, if there is an attempt left. */
        record Again(Duration pause) implements Result {}

        /** Nobody ever will be able to. */
        record Hopeless(String reason) implements Result {}
    }
}
