package com.expacti.api.report;

import com.expacti.application.report.Summary;
import com.expacti.application.report.Summary.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One figure of a summary, for forms that have lines and no tree.
 *
 * @param section what it belongs to, for example {@code deciders}
 * @param name of what it is a figure, for example an e-mail
 */
record Figures(String section, String name, String figure, String value) {
    static List<Figures> of(Summary s) {
        List<Figures> out = new ArrayList<>();
        out.add(new Figures("commands", "all", "commands", Long.toString(s.commands())));
        out.add(new Figures("commands", "whitelist", "percent", Double.toString(s.whitelistPercent())));
        latency(out, "latency", s.latency());
        latency(out, "review_latency", s.reviewed());
        counts(out, "outcomes", s.outcomes());
        counts(out, "vias", s.vias());
        counts(out, "risk_levels", s.riskLevels());
        counts(out, "anomalies", s.anomalies());
        s.agents().forEach(one -> two(out, "top_agents", one.name(), "commands", one.commands(), one.denied()));
        s.targets().forEach(one -> two(out, "top_targets", one.name(), "commands", one.commands(), one.denied()));
        s.deciders().forEach(one -> two(out, "deciders", one.who(), "approved", one.approved(), one.denied()));
        s.denyReasons()
                .forEach(one ->
                        out.add(new Figures("deny_reasons", one.text(), "commands", Long.toString(one.times()))));
        counts(out, "days", s.days());
        return out;
    }

    private static void counts(List<Figures> out, String section, Map<String, Long> counts) {
        counts.forEach((name, count) -> out.add(new Figures(section, name, "commands", Long.toString(count))));
    }

    private static void two(List<Figures> out, String section, String name, String first, long one, long denied) {
        out.add(new Figures(section, name, first, Long.toString(one)));
        out.add(new Figures(section, name, "denied", Long.toString(denied)));
    }

    private static void latency(List<Figures> out, String section, Latency latency) {
        ms(out, section, "median_ms", latency.medianMs());
        ms(out, section, "p95_ms", latency.p95Ms());
    }

    private static void ms(List<Figures> out, String section, String figure, OptionalLong ms) {
        ms.ifPresent(value -> out.add(new Figures(section, "all", figure, Long.toString(value))));
    }
}
