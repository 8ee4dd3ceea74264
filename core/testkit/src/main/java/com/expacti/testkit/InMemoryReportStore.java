package com.expacti.testkit;

import com.expacti.application.report.Analytics;
import com.expacti.application.report.Analytics.Figures;
import com.expacti.application.report.ReportStore;
import com.expacti.application.report.Span;
import com.expacti.application.report.Summary;
import com.expacti.application.report.Summary.Decider;
import com.expacti.application.report.Summary.Latency;
import com.expacti.application.report.Summary.Reason;
import com.expacti.application.report.Summary.Share;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.command.Decision;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.command.Via;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Target;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The figures of what the fakes hold, counted one by one. */
public final class InMemoryReportStore implements ReportStore {
    private static final Predicate<CommandRecord> BY_PEOPLE =
            c -> c.decision().filter(d -> d.via() == Via.REVIEWER).isPresent();

    private final InMemoryDatabase database;

    public InMemoryReportStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public Summary summary(OrgId org, Span span) {
        return database.in(org, state -> {
            List<CommandRecord> all = state.commands.values().stream()
                    .filter(c -> !c.submission().submittedAt().isBefore(span.from())
                            && c.submission().submittedAt().isBefore(span.to()))
                    .toList();
            return new Summary(
                    all.size(),
                    counts(
                            all,
                            c -> Stream.of(LocalDate.ofInstant(c.submission().submittedAt(), span.zone())
                                    .toString())),
                    counts(all, c -> Stream.of(c.status())),
                    counts(all, c -> c.decision().stream().map(d -> d.via().literal())),
                    counts(all, c -> Stream.of(c.risk().level().name())),
                    counts(all, c -> c.anomalyReasons().stream()),
                    latency(all, _ -> true),
                    latency(all, BY_PEOPLE),
                    shares(
                            all,
                            c -> Optional.ofNullable(
                                            state.agents.get(c.submission().agent()))
                                    .map(a -> Map.entry(a.id().value(), name(a)))),
                    shares(
                            all,
                            c -> c.submission()
                                    .target()
                                    .flatMap(id -> Optional.ofNullable(state.targets.get(id)))
                                    .map(t -> Map.entry(t.id().value(), name(t)))),
                    reasons(all),
                    deciders(all));
        });
    }

    @Override
    public Analytics analytics(OrgId org, Span span) {
        return database.in(org, state -> {
            List<CommandRecord> all = state.commands.values().stream()
                    .filter(c -> !c.submission().submittedAt().isBefore(span.from())
                            && c.submission().submittedAt().isBefore(span.to()))
                    .toList();
            Map<String, List<CommandRecord>> days = new TreeMap<>();
            all.forEach(c -> days.computeIfAbsent(
                            LocalDate.ofInstant(c.submission().submittedAt(), span.zone())
                                    .toString(),
                            _ -> new ArrayList<>())
                    .add(c));
            Map<String, Figures> figures = new TreeMap<>();
            days.forEach((day, commands) -> figures.put(day, figures(commands)));
            return new Analytics(figures(all), figures);
        });
    }

    private static Figures figures(List<CommandRecord> all) {
        List<Long> latencies = all.stream()
                .flatMap(c -> c.decision().stream())
                .map(Decision::latencyMs)
                .sorted()
                .toList();
        return new Figures(
                all.size(),
                all.stream().map(c -> c.submission().session()).distinct().count(),
                counts(all, c -> Stream.of(c.status())),
                all.stream()
                        .flatMap(c -> c.decision().stream())
                        .filter(d -> d.via() == Via.WHITELIST)
                        .count(),
                counts(all, c -> Stream.of(c.risk().level().name())),
                Analytics.Latency.of(Stream.of(0.5, 0.95, 0.99)
                        .flatMap(share -> percentile(latencies, share).stream().boxed())
                        .toList()));
    }

    private static String name(Agent agent) {
        return agent.name();
    }

    private static String name(Target target) {
        return target.name();
    }

    private static Map<String, Long> counts(List<CommandRecord> all, Function<CommandRecord, Stream<String>> names) {
        Map<String, Long> out = new TreeMap<>();
        all.forEach(c -> names.apply(c).forEach(name -> out.merge(name, 1L, Long::sum)));
        return out;
    }

    private static Latency latency(List<CommandRecord> all, Predicate<CommandRecord> which) {
        List<Long> sorted = all.stream()
                .filter(which)
                .flatMap(c -> c.decision().stream())
                .map(Decision::latencyMs)
                .sorted()
                .toList();
        return new Latency(percentile(sorted, 0.5), percentile(sorted, 0.95));
    }

    /** As {@code percentile_disc} has it: the first of which at least that share is not above. */
    private static OptionalLong percentile(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
    }

    private static List<Share> shares(
            List<CommandRecord> all, Function<CommandRecord, Optional<Map.Entry<String, String>>> of) {
        Map<String, Share> out = new TreeMap<>();
        all.forEach(c -> of.apply(c)
                .ifPresent(one -> out.merge(
                        one.getKey(),
                        new Share(one.getKey(), one.getValue(), 1, denied(c) ? 1 : 0),
                        (a, b) -> new Share(a.id(), a.name(), a.commands() + b.commands(), a.denied() + b.denied()))));
        return out.values().stream()
                .sorted(Comparator.comparing(Share::commands).reversed().thenComparing(Share::id))
                .limit(Summary.TOP)
                .toList();
    }

    private static boolean denied(CommandRecord c) {
        return c.decision().filter(d -> d.outcome() == Outcome.DENIED).isPresent();
    }

    private static List<Reason> reasons(List<CommandRecord> all) {
        return counts(
                        all.stream()
                                .filter(BY_PEOPLE)
                                .filter(InMemoryReportStore::denied)
                                .toList(),
                        c -> c.decision().stream().flatMap(d -> d.comment().stream()))
                .entrySet()
                .stream()
                .map(one -> new Reason(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing(Reason::times).reversed().thenComparing(Reason::text))
                .limit(REASONS_MAX)
                .toList();
    }

    private static List<Decider> deciders(List<CommandRecord> all) {
        Map<String, Decider> out = new TreeMap<>();
        all.stream().filter(BY_PEOPLE).forEach(c -> {
            Decision d = c.decision().orElseThrow();
            out.merge(
                    d.decidedBy(),
                    new Decider(d.decidedBy(), d.outcome().allow() ? 1 : 0, denied(c) ? 1 : 0),
                    (a, b) -> new Decider(a.who(), a.approved() + b.approved(), a.denied() + b.denied()));
        });
        return out.values().stream()
                .sorted(Comparator.comparing((Decider d) -> d.approved() + d.denied())
                        .reversed()
                        .thenComparing(Decider::who))
                .toList();
    }
}
