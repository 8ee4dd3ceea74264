package com.expacti.application.history;

import com.expacti.domain.command.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule would have done to the commands of the past.
 *
 * @param since from when on commands were looked at
 * @param considered how many decided commands were tried
 * @param matched how many of them an allow rule would have let through, or a deny rule would have stopped
 * @param matchedOutcomes what became of those
 * @param examples the newest of those, at most {@value #EXAMPLES_MAX}, each text once
 * @param cut why older commands were left out
 */
public record Backtest(
        Instant since,
        int considered,
        int matched,
        Map<Outcome, Integer> matchedOutcomes,
        List<PastCommand> examples,
        Optional<Cut> cut) {
    public static final int EXAMPLES_MAX = 10;

    /** Which limit was reached. */
    public enum Cut {
        COMMANDS,
        TIME
    }

    public Backtest {
        matchedOutcomes = Map.copyOf(matchedOutcomes);
        examples = List.copyOf(examples);
    }

    public int of(Outcome outcome) {
        return matchedOutcomes.getOrDefault(outcome, 0);
    }
}
