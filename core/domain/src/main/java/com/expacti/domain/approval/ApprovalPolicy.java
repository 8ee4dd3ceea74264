package com.expacti.domain.approval;

import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import java.util.Set;

/** What it takes to allow a command that needs people. */
public sealed interface ApprovalPolicy {
    ApprovalPolicy ANY = new AnyReviewer();

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
            if (count < 1 || count > 20) {
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
}
