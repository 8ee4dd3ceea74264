package com.expacti.workers.queue;

import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.workers.queue.TaskHandler.Result;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Finds who does a task and lets them. Nothing a handler throws gets past it. */
public final class RunTask {
    private static final System.Logger LOG = System.getLogger(RunTask.class.getName());
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    private final Map<TaskKind, TaskHandler> handlers = new EnumMap<>(TaskKind.class);

    /** @throws IllegalArgumentException where two handlers do one kind */
    public RunTask(List<TaskHandler> handlers) {
        for (TaskHandler handler : handlers) {
            if (this.handlers.put(handler.kind(), handler) != null) {
                throw new IllegalArgumentException(
                        "two handlers for " + handler.kind().literal());
            }
        }
    }

    public Result run(Task task, int attempt) {
        Optional<TaskHandler> handler = Optional.ofNullable(handlers.get(task.kind()));
        if (handler.isEmpty()) {
            return new Result.Hopeless("nobody here does " + task.kind().literal());
        }
        try {
            return handler.get().handle(task, attempt);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a task makes no sense: " + task.kind().literal(),
                    e);
            return new Result.Hopeless("makes no sense to its handler");
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "attempt %d of %s failed".formatted(attempt, task.kind().literal()),
                    e);
            return new Result.Again(pause(attempt));
        }
    }

    /** 5, 20, 80, 320 s: what is away for a minute costs one attempt or two. */
    public static Duration pause(int attempt) {
        return FIRST_PAUSE.multipliedBy(1L << (2 * Math.clamp(attempt - 1L, 0, 3)));
    }
}
