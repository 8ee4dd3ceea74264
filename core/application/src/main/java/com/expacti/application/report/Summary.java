package com.expacti.application.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What happened in a span of time to the commands that were submitted in it.
 *
 * @param commands all of them
 * @param days commands of each day on which there was one, {@code 2026-11-01} to count, in the order of days
 * @param outcomes by outcome; those that still wait are {@code pending}
 * @param vias by what ended them
 * @param riskLevels {@code LOW} to {@code CRITICAL}
 * @param anomalies by anomaly rule; a command may have several
 * @param latency of all that were decided
 * @param reviewed of those that people decided
 * @param agents those that asked most, at most {@value #TOP}
 * @param targets those that were asked for most, at most {@value #TOP}
 * @param denyReasons the comments of people's denials, most frequent first, at most {@value #TOP}; secrets are masked
 * @param deciders who decided, by e-mail; a decision of several people is under all their names
 */
public record Summary(
        long commands,
        Map<String, Long> days,
        Map<String, Long> outcomes,
        Map<String, Long> vias,
        Map<String, Long> riskLevels,
        Map<String, Long> anomalies,
        Latency latency,
        Latency reviewed,
        List<Share> agents,
        List<Share> targets,
        List<Reason> denyReasons,
        List<Decider> deciders) {
    public static final int TOP = 10;

    /** From submission to decision, in milliseconds; empty where nothing was decided. */
    public record Latency(OptionalLong medianMs, OptionalLong p95Ms) {}

    /** One agent or target and how many commands were its. */
    public record Share(String id, String name, long commands, long denied) {}

    public record Reason(String text, long times) {}

    public record Decider(String who, long approved, long denied) {}

    public Summary {
        agents = List.copyOf(agents);
        targets = List.copyOf(targets);
        denyReasons = List.copyOf(denyReasons);
        deciders = List.copyOf(deciders);
    }

    /** Those that are decided. */
    public long decided() {
        return commands - outcomes.getOrDefault("pending", 0L);
    }

    /** How many of a hundred that were decided a rule let through; 0 where none was decided. */
    public double whitelistPercent() {
        long byRule = vias.getOrDefault("whitelist", 0L);
        return decided() == 0 ? 0 : Math.round(1000.0 * byRule / decided()) / 10.0;
    }
}
