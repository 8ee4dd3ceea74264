package com.expacti.workers.suggest;

import com.expacti.application.suggestion.MineSuggestions;
import com.expacti.application.work.Task;
import com.expacti.application.work.TaskKind;
import com.expacti.workers.queue.TaskHandler;

/** Looks through one org for rules worth suggesting, unless another node is at it. */
public final class MineOrg implements TaskHandler {
    private final MineSuggestions mining;

    public MineOrg(MineSuggestions mining) {
        this.mining = mining;
    }

    @Override
    public TaskKind kind() {
        return TaskKind.MINE_SUGGESTIONS;
    }

    @Override
    public Result handle(Task task, int attempt) {
        int _ = mining.mine(task.org());
        return new Result.Done();
    }
}
