package com.expacti.domain.decision;

import com.expacti.domain.command.Via;
import com.expacti.domain.policy.ApprovalPolicy;
import java.util.List;
import java.util.Optional;

/** What the rules say of a command. There is no boolean: whoever asks has to name what they do in each case. */
public sealed interface Verdict {
    /** The literal of the wire contract. */
    String literal();

    /** Let through by rules alone. */
    record Allow(Via via, List<String> ruleIds) implements Verdict {
        public Allow {
            ruleIds = List.copyOf(ruleIds);
        }

        @Override
        public String literal() {
            return via == Via.WHITELIST ? "allow_rule" : "threshold";
        }
    }

    /** Blocked by rules alone. */
    record Refuse(Via via, List<String> ruleIds, String reason) implements Verdict {
        public Refuse {
            ruleIds = List.copyOf(ruleIds);
        }

        @Override
        public String literal() {
            return via.literal();
        }
    }

    /** Needs people, under this policy. */
    record Review(Optional<String> policyId, ApprovalPolicy policy) implements Verdict {
        @Override
        public String literal() {
            return "review";
        }
    }
}
