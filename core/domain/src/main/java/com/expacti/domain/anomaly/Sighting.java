package com.expacti.domain.anomaly;

import com.expacti.domain.command.Digest;
import com.expacti.domain.command.SourceAddress;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.SessionId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskLevel;
import com.expacti.shell.Parse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules look at of one submission.
 *
 * @param at when it was submitted, by the gate's clock, in milliseconds
 * @param source where it came from, where that is known
 * @param commandClass the risk category of its worst part, for example {@code kubernetes}; {@code unparsed} for text
 *     nobody could read
 * @param programs what it starts, at most {@link ProgramNames#MOST} and then {@link ProgramNames#UNCLEAR}
 * @param text the command's SHA-256
 */
public record Sighting(
        SessionId session,
        Instant at,
        Optional<SourceAddress> source,
        Optional<TargetId> target,
        int score,
        String commandClass,
        Set<String> programs,
        Digest text) {
    public Sighting {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        programs = Set.copyOf(programs);
    }

    public static Sighting of(Submission submission, Parse parse, Risk risk) {
        return new Sighting(
                submission.session(),
                submission.submittedAt(),
                submission.source(),
                submission.target(),
                risk.score(),
                // INVARIANT of the risk score: the category comes first, or `unparsed` stands alone.
                risk.factors().isEmpty() ? "unknown" : risk.factors().getFirst().code(),
                // What took too much work to judge is not read once more.
                risk.isOverBudget() ? Set.of(ProgramNames.UNCLEAR) : ProgramNames.of(parse),
                Digest.ofText(submission.command()));
    }

    RiskLevel level() {
        return RiskLevel.of(score);
    }
}
