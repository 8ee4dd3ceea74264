package com.expacti.domain.policy;

import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What it takes to allow a command that needs people. */
public sealed interface ApprovalPolicy {
    ApprovalPolicy ANY = new AnyReviewer();

    /** The most approvals a policy can ask for, and the most people it can name. */
    int PEOPLE_MAX = 20;

    /** How many approvals at least, for people to see; 1 to the number of people named. */
    int approvalsRequired();

    /** The literal of the wire contract. */
    String literal();

    /** One approval by anybody who may decide. */
    record AnyReviewer() implements ApprovalPolicy {
        @Override
        public int approvalsRequired() {
            return 1;
        }

        @Override
        public String literal() {
            return "any_reviewer";
        }
    }

    /** Approvals by so many different people. */
    record MinApprovers(int count) implements ApprovalPolicy {
        public MinApprovers {
            if (count < 1 || count > PEOPLE_MAX) {
                throw new IllegalArgumentException("approvals_required must be 1 to 20");
            }
        }

        @Override
        public int approvalsRequired() {
            return count;
        }

        @Override
        public String literal() {
            return "min_approvers";
        }
    }

    /** One approval by somebody of that role or one above. */
    record RoleRequired(Role role) implements ApprovalPolicy {
        public RoleRequired {
            if (!role.decides()) {
                throw new IllegalArgumentException("role must be one that decides");
            }
        }

        @Override
        public int approvalsRequired() {
            return 1;
        }

        @Override
        public String literal() {
            return "role_required";
        }
    }

    /** The approval of each person named. */
    record AllOf(Set<UserId> people) implements ApprovalPolicy {
        public AllOf {
            people = Set.copyOf(people);
            if (people.isEmpty()) {
                throw new IllegalArgumentException("reviewer_ids must name at least one person");
            }
        }

        @Override
        public int approvalsRequired() {
            return people.size();
        }

        @Override
        public String literal() {
            return "all_of";
        }
    }

    /**
     * Several at once, for a line whose commands fall under different policies. Made by {@link #together} alone: two to
     * three parts of different types, the one that names people first, then the one that names a role.
     */
    record Together(List<ApprovalPolicy> parts) implements ApprovalPolicy {
        public Together {
            parts = List.copyOf(parts);
        }

        @Override
        public int approvalsRequired() {
            return parts.stream()
                    .mapToInt(ApprovalPolicy::approvalsRequired)
                    .max()
                    .orElse(1);
        }

        /** Of the part that comes first: the wire has a word for single policies only. */
        @Override
        public String literal() {
            return parts.getFirst().literal();
        }
    }

    /** The one policy that is met exactly where all of these are; {@link #ANY} where there are none. */
    static ApprovalPolicy together(Collection<ApprovalPolicy> policies) {
        Set<UserId> people = new HashSet<>();
        Optional<Role> role = Optional.empty();
        int count = 0;
        for (ApprovalPolicy each :
                policies.stream().flatMap(ApprovalPolicy::flat).toList()) {
            switch (each) {
                case AnyReviewer _ -> {}
                case MinApprovers min -> count = Math.max(count, min.count());
                case RoleRequired required -> role = Optional.of(higher(role, required.role()));
                case AllOf all -> people.addAll(all.people());
                case Together _ -> throw new IllegalStateException("flattened");
            }
        }
        List<ApprovalPolicy> parts = new ArrayList<>();
        if (!people.isEmpty()) {
            parts.add(new AllOf(people));
        }
        role.map(RoleRequired::new).ifPresent(parts::add);
        if (count > 0) {
            parts.add(new MinApprovers(count));
        }
        return parts.isEmpty() ? ANY : parts.size() == 1 ? parts.getFirst() : new Together(parts);
    }

    private static java.util.stream.Stream<ApprovalPolicy> flat(ApprovalPolicy policy) {
        return policy instanceof Together(List<ApprovalPolicy> parts)
                ? parts.stream()
                : java.util.stream.Stream.of(policy);
    }

    private static Role higher(Optional<Role> one, Role other) {
        return one.filter(role -> role.meets(other)).orElse(other);
    }
}
