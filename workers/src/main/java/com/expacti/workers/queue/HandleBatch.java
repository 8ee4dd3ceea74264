package com.expacti.workers.queue;

import com.expacti.application.work.DeadLetters;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskText;
import com.expacti.workers.queue.TaskHandler.Result;
import java.util.List;

/**
 * Works through messages that a queue service hands to a function. Who calls deletes what is not among the answer and gives back the rest,
 * each by itself: one message that fails does not bring the others back.
 */
public final class HandleBatch {
    private final RunTask tasks;
    private final DeadLetters letters;

    public HandleBatch(RunTask tasks, DeadLetters letters) {
        this.tasks = tasks;
        this.letters = letters;
    }

    /**
     * @param id the service's name for the message
     * @param attempt how often it was received, this time included
     */
    public record Message(String id, String text, int attempt) {}

    /** The ids of messages that failed and are to come again. What can never be done is a dead letter instead. */
    public List<String> handle(List<Message> batch) {
        return batch.stream()
                .filter(message -> !isSettled(message))
                .map(Message::id)
                .toList();
    }

    private boolean isSettled(Message message) {
        return switch (TaskText.read(message.text())) {
            case TaskText.Read.Unreadable(String reason) -> isBuried(message, reason);
            case TaskText.Read.Known(Task task) ->
                switch (tasks.run(task, message.attempt())) {
                    case Result.Done _ -> true;
                    case Result.Again _ -> false;
                    case Result.Hopeless(String reason) -> isBuried(message, reason);
                };
        };
    }

    /** Where that fails it comes again, until the service itself makes a dead letter of it. */
    private boolean isBuried(Message message, String reason) {
        try {
            letters.bury(message.text(), reason);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
