package com.expacti.application.suggestion;

import com.expacti.domain.suggestion.Proposal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A proposal that people were shown.
 *
 * @param id the same for the same pattern at the same place
 * @param trial what its rule would have done in the last 30 days, as of when it was last found
 * @param foundAt when it was first found
 * @param answer what a person made of it; empty while it is open
 */
public record Suggestion(String id, Proposal proposal, Trial trial, Instant foundAt, Optional<Answer> answer) {
    /** What became of it. */
    public enum Status {
        OPEN,
        ACCEPTED,
        DISMISSED;

        public String literal() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Status> of(String literal) {
            return Arrays.stream(values())
                    .filter(s -> s.literal().equals(literal))
                    .findFirst();
        }
    }

    /**
     * A backtest in numbers.
     *
     * @param considered decided commands that were tried
     * @param matched how many the rule would have let through
     * @param denied how many of those were denied
     */
    public record Trial(int considered, int matched, int denied) {}

    /**
     * @param by id of the person
     * @param ruleId the rule that was made; empty for a dismissal
     */
    public record Answer(Status status, String by, Instant at, Optional<String> ruleId) {}

    public Status status() {
        return answer.map(Answer::status).orElse(Status.OPEN);
    }
}
