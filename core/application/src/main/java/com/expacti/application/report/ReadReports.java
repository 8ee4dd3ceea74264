package com.expacti.application.report;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.plan.PlanLimits;
import com.expacti.application.report.Summary.Reason;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.plan.Feature;
import com.expacti.domain.risk.SecretMask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reports for those who read the audit log. */
public final class ReadReports {
    private final ReportStore store;
    private final OrgViewCache views;
    private final InstantSource clock;

    public ReadReports(ReportStore store, OrgViewCache views, InstantSource clock) {
        this.store = store;
        this.views = views;
        this.clock = clock;
    }

    /** A summary, of which org it is, and of what time. */
    public record Report(String org, Span span, Summary summary, Instant madeAt) {}

    /**
     * The summary. What is older than the history of the org's plan is not in it.
     *
     * @throws GateException {@code forbidden}; {@code plan_limit} without reports in the plan; {@code bad_message} naming
     *     {@code from} or {@code to}
     */
    public Report summary(PersonCaller caller, Optional<String> from, Optional<String> to) {
        Authenticator.require(caller, Permission.AUDIT_READ);
        OrgView view = views.fresh(caller.org());
        Instant now = clock.instant();
        Span asked = Span.of(from, to, view.settings().anomalies().timeZone(), now);
        PlanLimits.require(view, Feature.REPORTS, now);
        Span span = shown(view, asked, now);
        return new Report(view.settings().name(), span, masked(store.summary(caller.org(), span)), now);
    }

    private static Span shown(OrgView view, Span asked, Instant now) {
        Span kept = kept(view, asked, now);
        return view.plan()
                .at(now)
                .history()
                .map(history -> kept.notBefore(now.minus(history)))
                .orElse(kept);
    }

    /** What was erased is no nought: a span begins where things are kept, and one that is over before that is refused. */
    private static Span kept(OrgView view, Span asked, Instant now) {
        OptionalInt days = view.settings().keeping().retentionDays();
        if (days.isEmpty()) {
            return asked;
        }
        Instant least = now.minus(Duration.ofDays(days.getAsInt()));
        if (!asked.to().isAfter(least)) {
            throw GateException.badMessage(
                    "to", "the organisation keeps things for %d days; ask for later ones".formatted(days.getAsInt()));
        }
        return asked.notBefore(least);
    }

    /** How sessions went, and when. */
    public record Sessions(Span span, Analytics analytics) {}

    /**
     * How sessions went day by day. What is older than the history of the org's plan is not in it.
     *
     * @throws GateException {@code forbidden}; {@code bad_message} naming {@code from} or {@code to}
     */
    public Sessions sessions(PersonCaller caller, Optional<String> from, Optional<String> to) {
        Authenticator.require(caller, Permission.SESSIONS_READ);
        OrgView view = views.fresh(caller.org());
        Instant now = clock.instant();
        Span span = shown(view, Span.of(from, to, view.settings().anomalies().timeZone(), now), now);
        return new Sessions(span, store.analytics(caller.org(), span));
    }

    /** Reports are read by more people than decide, like the audit log. */
    private static Summary masked(Summary s) {
        return new Summary(
                s.commands(),
                s.days(),
                s.outcomes(),
                s.vias(),
                s.riskLevels(),
                s.anomalies(),
                s.latency(),
                s.reviewed(),
                s.agents(),
                s.targets(),
                reasons(s.denyReasons()),
                s.deciders());
    }

    /** Reasons that differ in their secrets alone are one. */
    private static List<Reason> reasons(List<Reason> unmasked) {
        Map<String, Long> times = new TreeMap<>();
        unmasked.forEach(reason -> times.merge(SecretMask.mask(reason.text()), reason.times(), Long::sum));
        return times.entrySet().stream()
                .map(one -> new Reason(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing(Reason::times).reversed().thenComparing(Reason::text))
                .limit(Summary.TOP)
                .toList();
    }
}
