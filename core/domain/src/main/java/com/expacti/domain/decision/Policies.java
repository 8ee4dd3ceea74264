package com.expacti.domain.decision;

import com.expacti.domain.approval.ApprovalPolicy;
import com.expacti.domain.approval.ApprovalPolicy.AnyReviewer;
import com.expacti.domain.org.OrgView;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.rule.RuleMatch;
import java.util.Optional;

/** Which approval policy a command falls under, and whether a rule carries the votes that policy asks for. */
final class Policies {
    private Policies() {}

    /**
     * INVARIANT: an org with policies never falls back to a weaker one here. No org has any yet: there is no way to
     * make one, and {@code OrgView} refuses to load what this version can't rank.
     */
    static Verdict.Review mostSpecific(OrgView view, Question question, Risk risk) {
        if (!view.policies().isEmpty()) {
            throw new IllegalStateException("approval policies are stored that this version cannot rank");
        }
        return new Verdict.Review(Optional.empty(), ApprovalPolicy.ANY);
    }

    /** Under any policy but {@code any_reviewer} a rule passes only if making it gathered that policy's votes. */
    static boolean rulesCarry(OrgView view, ApprovalPolicy policy, RuleMatch match) {
        return policy instanceof AnyReviewer;
    }
}
