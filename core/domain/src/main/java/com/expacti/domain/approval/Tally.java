package com.expacti.domain.approval;

import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ApprovalPolicy.AllOf;
import com.expacti.domain.policy.ApprovalPolicy.AnyReviewer;
import com.expacti.domain.policy.ApprovalPolicy.MinApprovers;
import com.expacti.domain.policy.ApprovalPolicy.RoleRequired;
import com.expacti.domain.policy.ApprovalPolicy.Together;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What the votes on a command amount to, by the people's standing now. */
public sealed interface Tally {
    /** Somebody who may decide said no. */
    record Denied(Ballot by) implements Tally {}

    /** The policy is met by these people's approvals. */
    record Met(Set<UserId> approvers) implements Tally {}

    /** Not enough yet; {@code lapsed} voted but may no longer decide, or not in that way. */
    record Short(Set<UserId> approvers, Set<UserId> lapsed) implements Tally {}

    static Tally of(OrgView view, ApprovalPolicy policy, Set<UserId> excluded, Collection<Ballot> ballots) {
        return of(view, policy, excluded, ballots, _ -> true);
    }

    /** @param counts what else a vote has to be to count */
    static Tally of(
            OrgView view,
            ApprovalPolicy policy,
            Set<UserId> excluded,
            Collection<Ballot> ballots,
            Predicate<Ballot> counts) {
        Map<UserId, Ballot> counted = new LinkedHashMap<>();
        Set<UserId> lapsed = new java.util.LinkedHashSet<>();
        for (Ballot ballot : ballots) {
            if (Standing.mayDecide(view, ballot.voter(), excluded) && counts.test(ballot)) {
                counted.putIfAbsent(ballot.voter(), ballot);
            } else {
                lapsed.add(ballot.voter());
            }
        }
        for (Ballot ballot : counted.values()) {
            if (!ballot.allow()) {
                return new Denied(ballot);
            }
        }
        return meets(view, policy, counted.keySet()) ? new Met(counted.keySet()) : new Short(counted.keySet(), lapsed);
    }

    /** Whether the approvals of these people, all of whom may decide, meet the policy. */
    static boolean meets(OrgView view, ApprovalPolicy policy, Set<UserId> approvers) {
        return switch (policy) {
            case AnyReviewer any -> !approvers.isEmpty();
            case MinApprovers min -> approvers.size() >= min.count();
            case RoleRequired required ->
                approvers.stream()
                        .map(view.people()::get)
                        .anyMatch(p -> p != null && p.role().meets(required.role()));
            case AllOf all -> approvers.containsAll(all.people());
            case Together together -> together.parts().stream().allMatch(part -> meets(view, part, approvers));
        };
    }
}
