package com.expacti.testkit.property;

import com.expacti.domain.approval.Ballot;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.policy.ApprovalPolicy;
import com.expacti.domain.policy.ApprovalPolicy.AllOf;
import com.expacti.domain.policy.ApprovalPolicy.AnyReviewer;
import com.expacti.domain.policy.ApprovalPolicy.MinApprovers;
import com.expacti.domain.policy.ApprovalPolicy.RoleRequired;
import com.expacti.domain.policy.ApprovalPolicy.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tally in the protocol's own words, person by person, without regard to speed. */
final class SlowTally {
    private static final List<Role> FROM_HIGHEST = List.of(Role.OWNER, Role.ADMIN, Role.SENIOR_REVIEWER, Role.REVIEWER);

    private SlowTally() {}

    /** {@code denied}, {@code met} or {@code short}. */
    static String of(OrgView view, ApprovalPolicy policy, Set<UserId> excluded, List<Ballot> ballots) {
        List<UserId> yes = new ArrayList<>();
        for (var person : view.people().values()) {
            boolean deciding = person.active() && FROM_HIGHEST.contains(person.role());
            boolean close = excluded.contains(person.id()) && !view.settings().allowSelfApproval();
            for (Ballot ballot : ballots) {
                if (deciding && !close && ballot.voter().equals(person.id())) {
                    if (!ballot.allow()) {
                        return "denied";
                    }
                    yes.add(person.id());
                    break;
                }
            }
        }
        return met(view, policy, yes) ? "met" : "short";
    }

    private static boolean met(OrgView view, ApprovalPolicy policy, List<UserId> yes) {
        return switch (policy) {
            case AnyReviewer any -> yes.size() > 0;
            case MinApprovers(int count) -> yes.size() >= count;
            case RoleRequired(Role role) -> {
                int lowest = FROM_HIGHEST.indexOf(role);
                yield view.people().values().stream()
                        .anyMatch(p -> yes.contains(p.id()) && FROM_HIGHEST.indexOf(p.role()) <= lowest);
            }
            case AllOf(Set<UserId> people) -> people.stream().allMatch(yes::contains);
            case Together(List<ApprovalPolicy> parts) -> parts.stream().allMatch(part -> met(view, part, yes));
        };
    }
}
