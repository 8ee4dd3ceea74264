package com.expacti.application.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How sessions went in a span of time, by the commands that were submitted in it.
 *
 * @param days those on which there was one, {@code 2026-11-01}, in their order
 */
public record Analytics(Figures total, Map<String, Figures> days) {
    /**
     * @param sessions how many had a command
     * @param outcomes by outcome, none of them 0; those that still wait are {@code pending}
     * @param byRule how many a rule let through
     * @param riskLevels {@code LOW} to {@code CRITICAL}, none of them 0
     */
    public record Figures(
            long commands,
            long sessions,
            Map<String, Long> outcomes,
            long byRule,
            Map<String, Long> riskLevels,
            Latency latency) {
        public static final Figures NOTHING = new Figures(0, 0, Map.of(), 0, Map.of(), Latency.NONE);

        /** How many of a hundred that were decided a rule let through; 0 where none was decided. */
        public double whitelistPercent() {
            long decided = commands - outcomes.getOrDefault("pending", 0L);
            return decided == 0 ? 0 : Math.round(1000.0 * byRule / decided) / 10.0;
        }
    }

    /** From submission to decision, in milliseconds; empty where nothing was decided. */
    public record Latency(OptionalLong medianMs, OptionalLong p95Ms, OptionalLong p99Ms) {
        public static final Latency NONE =
                new Latency(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

        /** Of the three in their order; of none. */
        public static Latency of(List<Long> percentiles) {
            return percentiles.size() == 3
                    ? new Latency(
                            OptionalLong.of(percentiles.get(0)),
                            OptionalLong.of(percentiles.get(1)),
                            OptionalLong.of(percentiles.get(2)))
                    : NONE;
        }
    }
}
