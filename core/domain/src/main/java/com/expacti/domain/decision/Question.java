package com.expacti.domain.decision;

import com.expacti.domain.identity.TargetId;
import com.expacti.shell.Parse;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict is asked about.
 *
 * @param anomalies the ids of the anomaly rules that fired, for example {@code retry_storm}
 * @param planLimitReached whether the org's plan has no command left this month
 */
public record Question(
        Parse parse,
        Optional<String> cwd,
        Optional<TargetId> target,
        List<String> anomalies,
        boolean planLimitReached) {
    public Question {
        anomalies = List.copyOf(anomalies);
    }
}
