package com.expacti.domain.approval;

import com.expacti.domain.identity.Person;
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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a waiting command's approval has come, for people to read.
 *
 * @param approvals display names of those whose approval counts now, in the order of their votes
 * @param needs what is still missing, for example {@code 1 more approval} or {@code senior_reviewer or above}
 * @param obstacles why nobody's approval can be enough, as sentences; empty where it still can be. Such a command can
 *     only be denied, or end by its time, unless the policy or people's roles change
 */
public record Progress(List<String> approvals, List<String> needs, List<String> obstacles) {
    public Progress {
        approvals = List.copyOf(approvals);
        needs = List.copyOf(needs);
        obstacles = List.copyOf(obstacles);
    }

    public static Progress of(OrgView view, ApprovalPolicy policy, Set<UserId> excluded, Collection<Ballot> ballots) {
        List<UserId> approvers = ballots.stream()
                .filter(Ballot::allow)
                .map(Ballot::voter)
                .filter(voter -> Standing.mayDecide(view, voter, excluded))
                .distinct()
                .toList();
        Missing missing = new Missing(view, excluded, approvers);
        missing.lookAt(policy);
        return new Progress(approvers.stream().map(missing::name).toList(), missing.needs, missing.obstacles);
    }

    /** Why a command that those people stand behind could never meet the policy; empty where it could. */
    public static List<String> obstacles(OrgView view, ApprovalPolicy policy, Set<UserId> excluded) {
        return of(view, policy, excluded, List.of()).obstacles();
    }

    private static final class Missing {
        final List<String> needs = new ArrayList<>();
        final List<String> obstacles = new ArrayList<>();
        private final OrgView view;
        private final Set<UserId> excluded;
        private final List<UserId> approvers;
        private final Set<Person> deciding;

        Missing(OrgView view, Set<UserId> excluded, List<UserId> approvers) {
            this.view = view;
            this.excluded = excluded;
            this.approvers = approvers;
            this.deciding = view.people().values().stream()
                    .filter(person -> Standing.mayDecide(view, person.id(), excluded))
                    .collect(Collectors.toSet());
        }

        void lookAt(ApprovalPolicy policy) {
            switch (policy) {
                case AnyReviewer _ -> count(1);
                case MinApprovers min -> count(min.count());
                case RoleRequired required -> role(required.role());
                case AllOf all ->
                    all.people().stream()
                            .sorted(Comparator.comparing(UserId::value))
                            .forEach(this::person);
                case Together together -> together.parts().forEach(this::lookAt);
            }
        }

        private void count(int wanted) {
            int missing = wanted - approvers.size();
            if (missing > 0) {
                needs.add(missing + (approvers.isEmpty() ? "" : " more") + (missing == 1 ? " approval" : " approvals"));
            }
            if (deciding.size() < wanted) {
                obstacles.add("it needs %d approval%s, and only %d may decide it"
                        .formatted(wanted, wanted == 1 ? "" : "s", deciding.size()));
            }
        }

        private void role(Role role) {
            boolean given =
                    deciding.stream().anyMatch(person -> person.role().meets(role) && approvers.contains(person.id()));
            if (!given) {
                needs.add(role == Role.OWNER ? "owner" : role.literal() + " or above");
            }
            if (deciding.stream().noneMatch(person -> person.role().meets(role))) {
                obstacles.add("it needs the role %s or one above, and nobody who may decide it has that"
                        .formatted(role.literal()));
            }
        }

        private void person(UserId id) {
            if (!approvers.contains(id)) {
                needs.add(name(id));
            }
            whyNot(id).ifPresent(why -> obstacles.add("it needs %s, who %s".formatted(name(id), why)));
        }

        private Optional<String> whyNot(UserId id) {
            Optional<Person> person = Optional.ofNullable(view.people().get(id));
            if (person.filter(Person::active).isEmpty()) {
                return Optional.of("was removed");
            }
            if (!person.get().mayDecide()) {
                return Optional.of(
                        "is %s and may not decide".formatted(person.get().role().literal()));
            }
            return Standing.mayDecide(view, id, excluded)
                    ? Optional.empty()
                    : Optional.of("stands behind it and may not decide it");
        }

        String name(UserId id) {
            return Optional.ofNullable(view.people().get(id))
                    .map(Person::displayName)
                    .orElse(id.value());
        }
    }
}
