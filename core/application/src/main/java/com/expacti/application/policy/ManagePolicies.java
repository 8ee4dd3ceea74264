package com.expacti.application.policy;

import com.expacti.application.access.Authenticator;
import com.expacti.application.command.IdSource;
import com.expacti.application.failure.GateException;
import com.expacti.application.org.ChangeOrg;
import com.expacti.application.org.OrgChange;
import com.expacti.application.org.OrgViewCache;
import com.expacti.application.plan.PlanLimits;
import com.expacti.domain.approval.Progress;
import com.expacti.domain.approval.Standing;
import com.expacti.domain.identity.Caller.PersonCaller;
import com.expacti.domain.identity.Permission;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Credential;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.plan.Feature;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.PolicySet;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.rule.CompiledRule;
import com.expacti.domain.rule.InvalidRule;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The approval policies of an org. One that names people who can't decide is refused when it is made. */
public final class ManagePolicies {
    private static final int WARNINGS_MAX = 10;

    private final ChangeOrg change;
    private final OrgViewCache views;
    private final InstantSource clock;
    private final IdSource ids;

    public ManagePolicies(ChangeOrg change, OrgViewCache views, InstantSource clock, IdSource ids) {
        this.change = change;
        this.views = views;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param warnings whose commands could never be approved under it, as sentences; at most ten */
    public record Listed(ScopedPolicy policy, List<String> warnings) {
        public Listed {
            warnings = List.copyOf(warnings);
        }
    }

    /** All of them, newest first. */
    public List<Listed> list(PersonCaller caller) {
        Authenticator.require(caller, Permission.ORG_READ);
        OrgView view = views.fresh(caller.org());
        return view.policies().all().stream()
                .sorted(Comparator.comparing(ScopedPolicy::createdAt)
                        .thenComparing(ScopedPolicy::id)
                        .reversed())
                .map(policy -> listed(view, policy))
                .toList();
    }

    /** @throws GateException {@code not_found} */
    public Listed get(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.ORG_READ);
        OrgView view = views.fresh(caller.org());
        return listed(view, stored(view, id));
    }

    /** @throws GateException {@code invalid} naming the field; {@code plan_limit} for one that asks for more than one person */
    public Listed make(PersonCaller caller, PolicyDraft draft) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        OrgView view = views.fresh(caller.org());
        if (view.policies().all().size() >= PolicySet.POLICIES_MAX) {
            throw GateException.invalid("policies", "an org has at most 1000 policies; delete one first");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ScopedPolicy policy = checked(view, draft, "pol_" + ids.next(), caller.user(), now);
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            requireKnown(org, policy.scope());
            requirePlan(org, 1, policy, now);
            return List.of(new OrgChange.PolicyMade(policy));
        });
        return listed(after, policy);
    }

    /** Replaces what the policy says; its id and its age stay. Commands that wait are judged by it from now on. */
    public Listed edit(PersonCaller caller, String id, PolicyDraft draft) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        OrgView view = views.fresh(caller.org());
        ScopedPolicy before = stored(view, id);
        ScopedPolicy policy = checked(view, draft, before.id(), before.createdBy(), before.createdAt());
        OrgView after = change.decide(caller, Permission.ORG_WRITE, (org, _) -> {
            requireKnown(org, policy.scope());
            requirePlan(org, stored(org, id).policy().approvalsRequired(), policy, clock.instant());
            return List.of(new OrgChange.PolicyEdited(policy));
        });
        return listed(after, policy);
    }

    public void remove(PersonCaller caller, String id) {
        Authenticator.require(caller, Permission.ORG_WRITE);
        ScopedPolicy policy = stored(views.fresh(caller.org()), id);
        change.apply(caller, List.of(new OrgChange.PolicyRemoved(policy.id())));
    }

    /** @param before how many people had to approve; nobody needs another plan to ask for no more than that */
    private static void requirePlan(OrgView org, int before, ScopedPolicy policy, Instant now) {
        if (policy.policy().approvalsRequired() > before) {
            PlanLimits.require(org, Feature.MULTI_PARTY_POLICIES, now);
        }
    }

    private static ScopedPolicy stored(OrgView view, String id) {
        return view.policies().byId(id).orElseThrow(() -> GateException.notFound("policy"));
    }

    private static ScopedPolicy checked(OrgView view, PolicyDraft draft, String id, UserId author, Instant made) {
        ApprovalPolicy policy = draft.policy();
        try {
            RuleScope scope = RuleScope.parse(draft.scope());
            requireKnown(view, scope);
            requireReadable(draft, scope);
            requirePossible(view, policy);
            return new ScopedPolicy(
                    id, policy, draft.patternType(), draft.pattern(), scope, draft.minRiskLevel(), author, made);
        } catch (InvalidRule e) {
            throw GateException.invalid(e.field(), e.message());
        }
    }

    private static void requireKnown(OrgView view, RuleScope scope) {
        if (!view.knows(scope)) {
            throw GateException.invalid("scope", "no such target or group");
        }
    }

    /** A policy's pattern is read as a deny rule's is, and has its limits. */
    private static void requireReadable(PolicyDraft draft, RuleScope scope) {
        var _ = CompiledRule.compile(new Rule(
                "check",
                RuleEffect.DENY,
                draft.patternType(),
                draft.pattern(),
                scope,
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                "check",
                false,
                Set.of()));
    }

    /**
     * People who are named and can't decide are refused: nobody else could stand in for them. A number or a role that
     * nobody fills yet is only warned of, so that a policy can be there before the people are; until then it lets nothing
     * through.
     */
    private static void requirePossible(OrgView view, ApprovalPolicy policy) {
        if (policy instanceof ApprovalPolicy.AllOf) {
            List<String> obstacles = Progress.obstacles(view, policy, Set.of());
            if (!obstacles.isEmpty()) {
                throw GateException.invalid(
                        "reviewer_ids", "no command could be approved: " + String.join("; ", obstacles));
            }
        }
    }

    private static Listed listed(OrgView view, ScopedPolicy policy) {
        return new Listed(policy, warnings(view, policy.policy()));
    }

    /** That no command could be approved, or which agents' commands could not, because of who stands behind them. */
    private static List<String> warnings(OrgView view, ApprovalPolicy policy) {
        List<String> everywhere = Progress.obstacles(view, policy, Set.of());
        if (!everywhere.isEmpty()) {
            return List.of("no command could be approved: " + String.join("; ", everywhere));
        }
        Map<String, List<String>> byAgent = new LinkedHashMap<>();
        for (Credential credential : view.credentials().values()) {
            credential
                    .agent()
                    .filter(agent -> !credential.revoked() && byAgent.size() < WARNINGS_MAX)
                    .flatMap(agent -> Optional.ofNullable(view.agents().get(agent)))
                    .filter(Agent::active)
                    .ifPresent(agent -> {
                        Set<UserId> excluded = Standing.excluded(view, agent.id(), credential.id(), Optional.empty());
                        List<String> obstacles = Progress.obstacles(view, policy, excluded);
                        if (!obstacles.isEmpty()) {
                            byAgent.putIfAbsent(agent.name(), obstacles);
                        }
                    });
        }
        List<String> out = new ArrayList<>();
        byAgent.forEach((agent, obstacles) -> out.add(
                "commands of agent `%s` could not be approved: %s".formatted(agent, String.join("; ", obstacles))));
        return out.stream().sorted().toList();
    }
}
