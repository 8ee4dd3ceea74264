package com.expacti.application.suggestion;

import com.expacti.application.audit.AuditLog;
import com.expacti.application.failure.GateException;
import com.expacti.application.history.Backtest;
import com.expacti.application.history.BacktestRule;
import com.expacti.application.history.BacktestRule.Effort;
import com.expacti.application.history.DecidedCommands;
import com.expacti.application.history.DecidedCommands.Which;
import com.expacti.application.history.PastCommands;
import com.expacti.application.org.OrgRegistry;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.suggestion.Suggestion.Trial;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.plan.Feature;
import com.expacti.domain.suggestion.Miner;
import com.expacti.domain.suggestion.Past;
import com.expacti.domain.suggestion.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Looks through each org's last 30 days for rules that people's approvals add up to. Doing it twice changes nothing. */
public final class MineSuggestions {
    /** Different commands of one kind that are looked at, the newest. */
    static final int COMMANDS_MAX = 10_000;

    private static final int DISMISSALS_MAX = 1_000;
    private static final Effort EACH = new Effort(2_000, Duration.ofMillis(500));
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

    /** An org takes at most one part in so many of a node's time. */
    private static final int SHARE = 50;

    private final Sources sources;
    private final OrgViewCache views;
    private final BacktestRule backtest;
    private final InstantSource clock;
    private final Map<OrgId, Instant> notBefore = new ConcurrentHashMap<>();
    private final Map<OrgId, Wanted> wanted = new ConcurrentHashMap<>();

    public MineSuggestions(Sources sources, OrgViewCache views, BacktestRule backtest, InstantSource clock) {
        this.sources = sources;
        this.views = views;
        this.backtest = backtest;
        this.clock = clock;
    }

    /** The ports it reads and writes. */
    public record Sources(OrgRegistry orgs, AuditLog audit, DecidedCommands history, SuggestionStore store) {}

    /** How many suggestions are open in the orgs that were looked through. One org that fails does not stop the others. */
    public int mine() {
        int open = 0;
        Optional<RuntimeException> failure = Optional.empty();
        for (OrgId org : sources.orgs().all()) {
            try {
                open += mine(org);
            } catch (GateException e) {
                failure = Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return open;
    }

    /**
     * Whether it is worth a turn to look through one org: cheaper than one. Says so once for each chain position, and again after a minute,
     * lest what came of it was lost.
     */
    public boolean wants(OrgId org) {
        Instant now = clock.instant();
        if (now.isBefore(notBefore.getOrDefault(org, now))
                || !views.current(org).plan().at(now).includes(Feature.SUGGESTIONS)) {
            return false;
        }
        long seq = sources.audit().head(org).seq();
        Wanted before = wanted.get(org);
        boolean known = before != null && before.seq() == seq && now.isBefore(before.until());
        if (!known) {
            wanted.put(org, new Wanted(seq, now.plus(ASK_AGAIN)));
        }
        return !known;
    }

    /** Up to which chain position somebody was asked to look, and how long that is taken to be enough. */
    private record Wanted(long seq, Instant until) {}

    /** Looks through one org, if something has happened there and no other node is at it. */
    public int mine(OrgId org) {
        Instant start = clock.instant();
        if (start.isBefore(notBefore.getOrDefault(org, start))) {
            return 0;
        }
        if (!views.current(org).plan().at(start).includes(Feature.SUGGESTIONS)) {
            return 0;
        }
        long seq = sources.audit().head(org).seq();
        return switch (sources.store().begin(org, seq, LEASE)) {
            case NOT_NOW -> 0;
            case YOURS -> {
                List<Suggestion> found = found(org);
                sources.store().finish(org, seq, found);
                Duration took = Duration.between(start, clock.instant());
                notBefore.put(org, start.plus(took.multipliedBy(SHARE)));
                yield found.size();
            }
        };
    }

    private List<Suggestion> found(OrgId org) {
        OrgView view = views.fresh(org);
        Instant now = clock.instant();
        Instant since = now.minus(BacktestRule.WINDOW);
        PastCommands denied = sources.history().since(org, since, Which.DENIED, COMMANDS_MAX);
        // INVARIANT: nothing is suggested unless every denial was looked at, however many an agent provokes.
        if (!denied.complete()) {
            return List.of();
        }
        PastCommands approved = sources.history().since(org, since, Which.APPROVED_BY_PEOPLE, COMMANDS_MAX);
        List<Proposal> proposals = Miner.propose(new Past(
                approved.commands().stream().map(each -> Pasts.seen(view, each)).toList(),
                denied.commands().stream().map(each -> Pasts.seen(view, each)).toList(),
                sources.store().dismissals(org, DISMISSALS_MAX),
                view.rules(),
                now));
        if (proposals.isEmpty()) {
            return List.of();
        }
        PastCommands all = backtest.past(org, EACH);
        return proposals.stream()
                .map(proposal ->
                        new Suggestion(proposal.id(org), proposal, trial(view, proposal, all), now, Optional.empty()))
                .toList();
    }

    private Trial trial(OrgView view, Proposal proposal, PastCommands all) {
        Backtest found = backtest.on(view, proposal.rule(), all, EACH);
        return new Trial(found.considered(), found.matched(), found.of(Outcome.DENIED));
    }
}
