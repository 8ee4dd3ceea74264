package com.expacti.domain.suggestion;

import com.expacti.domain.rule.RuleSet;
import java.time.Instant;
import java.util.List;

/**
 * What an org's people have decided of late, and the rules that are there already.
 *
 * @param approved what people let through themselves; what rules or time-outs did is no evidence
 * @param denied what people denied or deny rules stopped
 */
public record Past(List<Seen> approved, List<Seen> denied, List<Dismissal> dismissals, RuleSet rules, Instant now) {
    public Past {
        approved = List.copyOf(approved);
        denied = List.copyOf(denied);
        dismissals = List.copyOf(dismissals);
    }
}
