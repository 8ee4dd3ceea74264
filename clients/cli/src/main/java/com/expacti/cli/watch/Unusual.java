package com.expacti.cli.watch;

import com.expacti.client.shown.Printable;
import java.util.Map;

/** What is unusual about a command, in the words of the dashboard. */
final class Unusual {
    private static final Map<String, String> WORDS = Map.of(
            "outside_operating_hours", "outside operating hours",
            "unusual_source_ip", "from an address this agent does not usually use",
            "unusual_target", "on a target this agent does not usually use",
            "high_frequency", "more than 60 commands within a minute",
            "pattern_deviation", "unlike what this agent usually runs",
            "first_high_risk_class", "the first command of this dangerous kind",
            "consecutive_denials", "after several denials in a row",
            "retry_storm", "right after a denial",
            "risk_spike_vs_baseline", "at least 3× this session's usual risk");

    private Unusual() {}

    /** A rule that is newer than this program stands by its id. */
    static String inWords(String rule) {
        return Printable.of(WORDS.getOrDefault(rule, rule.replace('_', ' ')));
    }
}
