package com.expacti.domain.anomaly;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The anomaly rules, in the order in which their ids are listed. Each can be switched off by an org. */
public enum AnomalyRule {
    OUTSIDE_OPERATING_HOURS,
    UNUSUAL_SOURCE_IP,
    UNUSUAL_TARGET,
    HIGH_FREQUENCY,
    PATTERN_DEVIATION,
    FIRST_HIGH_RISK_CLASS,
    CONSECUTIVE_DENIALS,
    RETRY_STORM,
    RISK_SPIKE_VS_BASELINE;

    /** The id of the wire contract. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AnomalyRule> of(String literal) {
        return Arrays.stream(values()).filter(r -> r.literal().equals(literal)).findFirst();
    }
}
