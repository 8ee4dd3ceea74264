package com.expacti.application.history;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.GateException;
import com.expacti.application.history.Backtest.Cut;
import com.expacti.application.history.DecidedCommands.Which;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.rule.ManageRules;
import com.expacti.application.rule.RuleDraft;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.decision.Gate;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.org.Target;
import com.expacti.domain.risk.Environment;
import com.expacti.domain.rule.InvalidRule;
import com.expacti.domain.rule.MatchContext;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.suggestion.RuleTrial;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tries a rule on what was decided in the last 30 days, by the matcher that would judge it. Stores nothing. */
public final class BacktestRule {
    public static final Duration WINDOW = Duration.ofDays(30);

    /** Different commands looked at, and for how long, when somebody asks for it. */
    public static final Effort FULL = new Effort(10_000, Duration.ofSeconds(2));

    /** Where it is an extra to something else. */
    public static final Effort BRIEF = new Effort(1_000, Duration.ofMillis(250));

    private final DecidedCommands history;
    private final ManageRules rules;
    private final OrgViewCache views;
    private final InstantSource clock;

    public BacktestRule(DecidedCommands history, ManageRules rules, OrgViewCache views, InstantSource clock) {
        this.history = history;
        this.rules = rules;
        this.views = views;
        this.clock = clock;
    }

    /**
     * How much work may be done.
     *
     * @param commands how many different commands are tried at most, the newest
     */
    public record Effort(int commands, Duration time) {}

    /** @throws GateException {@code forbidden}, {@code invalid} naming the field */
    public Backtest backtest(PersonCaller caller, RuleDraft draft, Effort effort) {
        Authenticator.require(caller, Permission.ORG_READ);
        Authenticator.require(caller, Permission.COMMANDS_READ);
        Rule rule = rules.checked(caller, draft);
        return on(views.current(caller.org()), rule, past(caller.org(), effort), effort);
    }

    /** Decided commands of the window, newest first. */
    public PastCommands past(OrgId org, Effort effort) {
        return history.since(org, clock.instant().minus(WINDOW), Which.ALL, effort.commands());
    }

    /** @throws GateException {@code invalid} naming the field */
    public Backtest on(OrgView view, Rule rule, PastCommands past, Effort effort) {
        Instant start = clock.instant();
        RuleTrial trial = trial(rule);
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        List<PastCommand> examples = new ArrayList<>();
        int considered = 0;
        int matched = 0;
        Optional<Cut> cut = past.complete() ? Optional.empty() : Optional.of(Cut.COMMANDS);
        for (PastCommand each : past.commands()) {
            if (clock.instant().isAfter(start.plus(effort.time()))) {
                cut = Optional.of(Cut.TIME);
                break;
            }
            considered += each.total();
            if (takes(view, trial, each, start)) {
                matched += each.total();
                each.times().forEach((outcome, times) -> outcomes.merge(outcome, times, Integer::sum));
                if (examples.size() < Backtest.EXAMPLES_MAX) {
                    examples.add(each);
                }
            }
        }
        return new Backtest(start.minus(WINDOW), considered, matched, outcomes, examples, cut);
    }

    private static RuleTrial trial(Rule rule) {
        try {
            return RuleTrial.of(rule);
        } catch (InvalidRule e) {
            throw GateException.invalid(e.field(), e.message());
        }
    }

    private static boolean takes(OrgView view, RuleTrial trial, PastCommand each, Instant now) {
        Optional<Target> target = view.target(each.target());
        MatchContext context = new MatchContext(
                each.cwd(),
                each.target().map(id -> id.value()),
                target.map(Target::groupIds).orElse(Set.of()),
                now);
        return trial.takes(
                Gate.parse(each.command()), target.map(Target::environment).orElse(Environment.NONE), context);
    }
}
