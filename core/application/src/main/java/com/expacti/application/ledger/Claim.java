package com.expacti.application.ledger;

import com.expacti.domain.anomaly.Sighting;
import com.expacti.domain.command.Submission;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.plan.OrgPlan;
import com.expacti.domain.risk.Risk;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A submission with what was found of it, ready to be stored under its {@code (session, ref)}. Once stored, its agent's
 * history has seen it.
 *
 * @param patience how long people have, 30–600 s
 * @param plan by which it counts, if it is accepted
 */
public record Claim(
        Submission submission,
        Risk risk,
        Sighting sighting,
        List<String> anomalyReasons,
        Set<UserId> excluded,
        Duration patience,
        OrgPlan plan) {
    public Claim {
        anomalyReasons = List.copyOf(anomalyReasons);
        excluded = Set.copyOf(excluded);
    }

    /** A claim that no plan counts. */
    public Claim(
            Submission submission,
            Risk risk,
            Sighting sighting,
            List<String> anomalyReasons,
            Set<UserId> excluded,
            Duration patience) {
        this(submission, risk, sighting, anomalyReasons, excluded, patience, OrgPlan.NONE);
    }
}
