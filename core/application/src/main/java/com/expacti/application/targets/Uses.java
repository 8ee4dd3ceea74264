package com.expacti.application.targets;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.policy.ScopedPolicy;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleScope;
import java.util.ArrayList;
import java.util.List;

/**
 * What names a target or a group. INVARIANT: it is not taken away while anything does: a deny rule or a policy that
 * nobody changed would stop to hold.
 */
final class Uses {
    private static final int NAMED_MAX = 10;

    private Uses() {}

    /** @throws GateException {@code conflict}, with the ids of rules and policies, where there are any */
    static void requireNone(OrgView org, RuleScope scope, List<String> besides) {
        List<String> uses = new ArrayList<>(besides);
        org.rules().all().stream()
                .filter(rule -> rule.scope().equals(scope))
                .map(Rule::id)
                .sorted()
                .forEach(id -> uses.add("rule `" + id + "`"));
        org.policies().all().stream()
                .filter(policy -> policy.scope().equals(scope))
                .map(ScopedPolicy::id)
                .sorted()
                .forEach(id -> uses.add("policy `" + id + "`"));
        if (!uses.isEmpty()) {
            throw new GateException(
                    ErrorCode.CONFLICT,
                    "it is still named by %s%s; change or delete these first"
                            .formatted(
                                    String.join(", ", uses.subList(0, Math.min(NAMED_MAX, uses.size()))),
                                    uses.size() > NAMED_MAX ? " and %d more".formatted(uses.size() - NAMED_MAX) : ""));
        }
    }

    /** The agents that may act on it, as they are shown to people. */
    static List<String> agents(OrgView org, TargetId target) {
        return org.agents().values().stream()
                .filter(agent -> agent.active() && agent.targets().contains(target))
                .map(Agent::name)
                .sorted()
                .map(name -> "agent `" + name + "`")
                .toList();
    }
}
