package com.expacti.application.history;

import com.expacti.domain.command.Outcome;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.TargetId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The same text in the same directory on the same target, however often it was decided.
 *
 * @param newest the id of the last of them
 * @param newestOutcome what became of that one
 * @param first when the first of them was decided
 * @param last when the last of them was decided
 * @param times how often each outcome came of it; outcomes that never did are absent
 * @param reviewers display names of the people whose votes decided, at most {@value #REVIEWERS_MAX}
 */
public record PastCommand(
        String command,
        Optional<String> cwd,
        Optional<TargetId> target,
        CommandId newest,
        Outcome newestOutcome,
        Instant first,
        Instant last,
        Map<Outcome, Integer> times,
        Set<String> reviewers) {
    public static final int REVIEWERS_MAX = 50;

    public PastCommand {
        times = Map.copyOf(times);
        reviewers = Set.copyOf(reviewers);
    }

    public int times(Outcome outcome) {
        return times.getOrDefault(outcome, 0);
    }

    public int total() {
        return times.values().stream().mapToInt(Integer::intValue).sum();
    }
}
