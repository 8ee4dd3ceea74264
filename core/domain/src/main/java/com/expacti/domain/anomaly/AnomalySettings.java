package com.expacti.domain.anomaly;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What an org has chosen about anomalies.
 *
 * @param operatingHours when its agents are expected to work; empty: at any time
 * @param timeZone whose wall clock those hours are read from
 * @param off the rules that never fire
 */
public record AnomalySettings(Optional<OperatingHours> operatingHours, ZoneId timeZone, Set<AnomalyRule> off) {
    public static final AnomalySettings STANDARD = new AnomalySettings(Optional.empty(), ZoneId.of("UTC"), Set.of());

    public AnomalySettings {
        off = Set.copyOf(off);
    }
}
