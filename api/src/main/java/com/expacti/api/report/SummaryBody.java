package com.expacti.api.report;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.application.report.ReadReports.Report;
import com.expacti.application.report.Summary;
import com.expacti.application.report.Summary.Latency;
import com.expacti.application.report.Summary.Share;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A summary as JSON. */
final class SummaryBody {
    private SummaryBody() {}

    static JsonNode of(Report report) {
        Summary s = report.summary();
        return JsonObject.object()
                .put("org_name", report.org())
                .putNode("from", Moments.RFC_3339.of(Optional.of(report.span().from())))
                .putNode("to", Moments.RFC_3339.of(Optional.of(report.span().to())))
                .put("time_zone", report.span().zone().getId())
                .putNode("generated_at", Moments.RFC_3339.of(Optional.of(report.madeAt())))
                .put("commands", s.commands())
                .put(
                        "days",
                        list(
                                List.copyOf(s.days().entrySet()),
                                day -> JsonObject.object()
                                        .put("day", day.getKey())
                                        .put("commands", day.getValue())))
                .put("outcomes", counts(s.outcomes()))
                .put("vias", counts(s.vias()))
                .put("whitelist_hit_percent", JsonNode.createNumberNode(s.whitelistPercent()))
                .put("latency", latency(s.latency()))
                .put("review_latency", latency(s.reviewed()))
                .put("risk_levels", counts(s.riskLevels()))
                .put("anomalies", counts(s.anomalies()))
                .put("top_agents", list(s.agents(), SummaryBody::share))
                .put("top_targets", list(s.targets(), SummaryBody::share))
                .put(
                        "deny_reasons",
                        list(
                                s.denyReasons(),
                                reason -> JsonObject.object()
                                        .put("comment", reason.text())
                                        .put("count", reason.times())))
                .put(
                        "deciders",
                        list(
                                s.deciders(),
                                one -> JsonObject.object()
                                        .put("decided_by", one.who())
                                        .put("approved", one.approved())
                                        .put("denied", one.denied())))
                .node();
    }

    private static JsonObject share(Share one) {
        return JsonObject.object()
                .put("id", one.id())
                .put("name", one.name())
                .put("commands", one.commands())
                .put("denied", one.denied());
    }

    private static JsonObject latency(Latency latency) {
        return JsonObject.object().put("median_ms", latency.medianMs()).put("p95_ms", latency.p95Ms());
    }

    private static JsonObject counts(Map<String, Long> counts) {
        JsonObject out = JsonObject.object();
        counts.forEach((name, count) -> out.put(name, count.longValue()));
        return out;
    }

    private static <T> JsonNode list(List<T> all, Function<T, JsonObject> each) {
        return JsonNode.createArrayNode(
                all.stream().map(each).map(JsonObject::node).toList());
    }
}
