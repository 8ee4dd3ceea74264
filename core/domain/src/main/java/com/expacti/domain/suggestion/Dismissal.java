package com.expacti.domain.suggestion;

import com.expacti.domain.rule.RuleScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A suggestion that a person did not want.
 *
 * @param examples the commands it rested on: a pattern that covers them all is the same shape or a broader one
 */
public record Dismissal(
        String pattern, RuleScope scope, Optional<String> cwd, List<String> examples, Instant dismissedAt) {
    public Dismissal {
        examples = List.copyOf(examples);
    }
}
