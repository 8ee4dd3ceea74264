package com.expacti.domain.policy;

import java.util.List;
import java.util.Optional;

/** The policies a line falls under, most specific first; none where any reviewer will do. */
public record PolicyChoice(List<ScopedPolicy> chosen) {
    static final PolicyChoice NONE = new PolicyChoice(List.of());

    public PolicyChoice {
        chosen = List.copyOf(chosen);
    }

    /** What it takes: all of them together. */
    public ApprovalPolicy policy() {
        return ApprovalPolicy.together(chosen.stream().map(ScopedPolicy::policy).toList());
    }

    /** The id people are shown: of the most specific one that asks for more than any reviewer, else of the first. */
    public Optional<String> id() {
        return chosen.stream()
                .filter(each -> !each.policy().equals(ApprovalPolicy.ANY))
                .findFirst()
                .or(() -> chosen.stream().findFirst())
                .map(ScopedPolicy::id);
    }
}
