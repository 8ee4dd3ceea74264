package com.expacti.application.suggestion;

import com.expacti.application.access.Authenticator;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.history.BacktestRule;
import com.expacti.application.history.DecidedCommands;
import com.expacti.application.history.DecidedCommands.Which;
import com.expacti.application.history.PastCommands;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.plan.PlanLimits;
import com.expacti.application.rule.ManageRules;
import com.expacti.application.rule.RuleDraft;
import com.expacti.application.rule.StoredRule;
import com.expacti.application.suggestion.Suggestion.Status;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.plan.Feature;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import com.expacti.domain.suggestion.Miner;
import com.expacti.domain.suggestion.Proposal;
import com.expacti.domain.suggestion.Seen;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What people do with suggestions. An accepted one becomes a rule whose maker's vote alone is behind it. */
public final class ManageSuggestions {
    private static final int LISTED_MAX = 500;

    private final SuggestionStore store;
    private final DecidedCommands history;
    private final ManageRules rules;
    private final ChangeOrg change;
    private final OrgViewCache views;
    private final InstantSource clock;

    public ManageSuggestions(
            SuggestionStore store,
            DecidedCommands history,
            ManageRules rules,
            ChangeOrg change,
            OrgViewCache views,
            InstantSource clock) {
        this.store = store;
        this.history = history;
        this.rules = rules;
        this.change = change;
        this.views = views;
        this.clock = clock;
    }

    /** A suggestion and the rule it became. */
    public record Accepted(Suggestion suggestion, StoredRule rule) {}

    /** The best supported first. */
    public List<Suggestion> list(PersonCaller caller, Optional<Status> status) {
        mayRead(caller);
        return store.suggestions(caller.org(), status, LISTED_MAX);
    }

    /** @throws GateException {@code not_found} */
    public Suggestion get(PersonCaller caller, String id) {
        mayRead(caller);
        return known(caller.org(), id);
    }

    /**
     * Makes the rule.
     *
     * @throws GateException {@code not_found}; {@code conflict} where it was answered already, or a command it would let
     *     through was denied since it was found; {@code invalid} for an edit that would widen it
     */
    public Accepted accept(PersonCaller caller, String id, Acceptance edits) {
        Authenticator.require(caller, Permission.RULES_WRITE);
        requirePlan(caller);
        Suggestion open = open(caller, id);
        requireUndenied(caller.org(), open.proposal());
        RuleDraft draft = draft(open.proposal(), edits);
        String by = caller.user().value();
        StoredRule made =
                rules.make(caller, draft, rule -> List.of(new OrgChange.SuggestionAccepted(id, by, rule.id())));
        return new Accepted(known(caller.org(), id), made);
    }

    /**
     * Neither it nor anything broader is suggested again.
     *
     * @throws GateException {@code not_found}; {@code conflict} where it was answered already
     */
    public Suggestion dismiss(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.RULES_WRITE);
        requirePlan(caller);
        Suggestion open = open(caller, id);
        change.apply(
                caller,
                List.of(new OrgChange.SuggestionDismissed(
                        id, caller.user().value(), open.proposal().pattern())));
        return known(caller.org(), id);
    }

    private void mayRead(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        Authenticator.require(caller, Permission.COMMANDS_READ);
        requirePlan(caller);
    }

    /** @throws GateException {@code plan_limit} where the org's plan has no suggestions */
    private void requirePlan(PersonCaller caller) {
        PlanLimits.require(views.fresh(caller.org()), Feature.SUGGESTIONS, clock.instant());
    }

    private Suggestion known(OrgId org, String id) {
        return store.suggestion(org, id).orElseThrow(() -> GateException.notFound("suggestion"));
    }

    private Suggestion open(PersonCaller caller, String id) {
        Suggestion known = known(caller.org(), id);
        return switch (known.status()) {
            case OPEN -> known;
            case ACCEPTED -> throw new GateException(ErrorCode.CONFLICT, "the suggestion was accepted already");
            case DISMISSED -> throw new GateException(ErrorCode.CONFLICT, "the suggestion was dismissed already");
        };
    }

    private void requireUndenied(OrgId org, Proposal proposal) {
        OrgView view = views.fresh(org);
        Instant now = clock.instant();
        PastCommands past =
                history.since(org, now.minus(BacktestRule.WINDOW), Which.DENIED, MineSuggestions.COMMANDS_MAX);
        List<Seen> denied =
                past.commands().stream().map(each -> Pasts.seen(view, each)).toList();
        if (!past.complete() || !Miner.isUndenied(proposal, denied, now)) {
            throw new GateException(
                    ErrorCode.CONFLICT,
                    "a command it would let through was denied since it was suggested; make a rule by hand if you still want one");
        }
    }

    private static RuleDraft draft(Proposal proposal, Acceptance edits) {
        return new RuleDraft(
                RuleEffect.ALLOW,
                proposal.patternType(),
                proposal.pattern(),
                scope(proposal, edits),
                cwd(proposal, edits),
                proposal.examples(),
                ceiling(proposal, edits),
                edits.ttlSeconds(),
                edits.note()
                        .orElse("suggested after %d approvals by %s"
                                .formatted(proposal.approvals(), String.join(", ", proposal.reviewers()))));
    }

    /** A rule for everywhere may be made for less; one for a target stays there. */
    private static String scope(Proposal proposal, Acceptance edits) {
        String wanted = edits.scope().orElse(proposal.scope().format());
        boolean narrower = proposal.scope() instanceof RuleScope.Global;
        if (!narrower && !wanted.equals(proposal.scope().format())) {
            throw GateException.invalid(
                    "scope",
                    "scope is wider than the evidence; it was seen on %s"
                            .formatted(proposal.scope().format()));
        }
        return wanted;
    }

    private static Optional<String> cwd(Proposal proposal, Acceptance edits) {
        if (edits.cwd().isPresent()
                && proposal.cwd().isPresent()
                && !edits.cwd().equals(proposal.cwd())) {
            throw GateException.invalid("cwd", "cwd is another than the one it was seen in; leave it out");
        }
        return edits.cwd().or(proposal::cwd);
    }

    private static OptionalInt ceiling(Proposal proposal, Acceptance edits) {
        if (edits.maxRisk().isEmpty()) {
            return proposal.maxRisk();
        }
        if (proposal.maxRisk().isPresent()
                && edits.maxRisk().getAsInt() > proposal.maxRisk().getAsInt()) {
            throw GateException.invalid(
                    "max_risk",
                    "max_risk is above the evidence; it is at most %d"
                            .formatted(proposal.maxRisk().getAsInt()));
        }
        return edits.maxRisk();
    }
}
