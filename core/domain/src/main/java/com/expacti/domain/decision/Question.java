package com.expacti.domain.decision;

import com.expacti.domain.identity.TargetId;
import com.expacti.domain.identity.UserId;
import com.expacti.shell.Parse;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a verdict is asked about.
 *
 * @param anomalies the ids of the anomaly rules that fired, for example {@code retry_storm}
 * @param planLimitReached whether the org's plan has no command left this month
 * @param standBehind people too close to the command to decide it; nor does their vote behind a rule count for it
 */
public record Question(
        Parse parse,
        Optional<String> cwd,
        Optional<TargetId> target,
        List<String> anomalies,
        boolean planLimitReached,
        Set<UserId> standBehind) {
    public Question {
        anomalies = List.copyOf(anomalies);
        standBehind = Set.copyOf(standBehind);
    }

    /** A question that nobody stands behind. */
    public Question(
            Parse parse,
            Optional<String> cwd,
            Optional<TargetId> target,
            List<String> anomalies,
            boolean planLimitReached) {
        this(parse, cwd, target, anomalies, planLimitReached, Set.of());
    }
}
