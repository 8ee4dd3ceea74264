package com.expacti.workers.suggest;

import com.expacti.application.suggestion.MineSuggestions;
import com.expacti.workers.schedule.Job;
import java.time.Duration;

/** Looks through orgs where something has happened for rules worth suggesting. */
public final class FindSuggestions implements Job {
    private final MineSuggestions mining;

    public FindSuggestions(MineSuggestions mining) {
        this.mining = mining;
    }

    @Override
    public String name() {
        return "find-suggestions";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(2);
    }

    @Override
    public int run() {
        return mining.mine();
    }
}
