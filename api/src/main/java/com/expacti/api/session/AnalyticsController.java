package com.expacti.api.session;

import com.expacti.adapters.wire.json.JsonObject;
import com.expacti.adapters.wire.json.Moments;
import com.expacti.api.access.Callers;
import com.expacti.application.report.Analytics.Figures;
import com.expacti.application.report.ReadReports;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;

/** {@code /sessions/analytics}. */
@Controller("/api/v1/sessions/analytics")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AnalyticsController {
    private final Callers callers;
    private final ReadReports reports;

    AnalyticsController(Callers callers, ReadReports reports) {
        this.callers = callers;
        this.reports = reports;
    }

    @Get
    JsonNode analytics(HttpRequest<?> request, @QueryValue Optional<String> from, @QueryValue Optional<String> to) {
        ReadReports.Sessions sessions = reports.sessions(callers.person(request), from, to);
        return JsonObject.object()
                .put("from", Moments.RFC_3339.of(sessions.span().from()))
                .put("to", Moments.RFC_3339.of(sessions.span().to()))
                .put("time_zone", sessions.span().zone().getId())
                .put("total", figures(sessions.analytics().total()))
                .put(
                        "days",
                        JsonNode.createArrayNode(sessions.analytics().days().entrySet().stream()
                                .map(day -> JsonObject.object()
                                        .put("day", day.getKey())
                                        .putAll(figures(day.getValue()))
                                        .node())
                                .toList()))
                .node();
    }

    private static JsonObject figures(Figures figures) {
        return JsonObject.object()
                .put("commands", figures.commands())
                .put("sessions", figures.sessions())
                .put("outcomes", counts(figures.outcomes()))
                .put("risk_levels", counts(figures.riskLevels()))
                .put("whitelist_hit_percent", JsonNode.createNumberNode(figures.whitelistPercent()))
                .put(
                        "latency",
                        JsonObject.object()
                                .put("median_ms", figures.latency().medianMs())
                                .put("p95_ms", figures.latency().p95Ms())
                                .put("p99_ms", figures.latency().p99Ms()));
    }

    private static JsonObject counts(Map<String, Long> counts) {
        JsonObject out = JsonObject.object();
        counts.forEach((name, count) -> out.put(name, count.longValue()));
        return out;
    }
}
