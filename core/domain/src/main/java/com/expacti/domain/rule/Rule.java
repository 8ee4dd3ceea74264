package com.expacti.domain.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A rule as people made it; {@link CompiledRule#compile} checks it.
 *
 * @param id the rule's id, named by every hit
 * @param effect whether it lets through or stops
 * @param patternType how the pattern is read
 * @param pattern 1 byte to 4 KB of UTF-8
 * @param scope where it applies
 * @param cwd the one working directory it applies in; empty for any
 * @param examples commands its author had in mind; they set its risk ceiling and must match it
 * @param maxRisk the highest score, 0–100, it lets through; empty for the default of its kind
 * @param expiresAt from this moment on it matches nothing; empty for never
 * @param note free text of its author
 * @param createdBy id of the person who made it
 * @param remembered whether it was made by deciding a command ("allow and remember")
 * @param votesBehind ids of the people whose votes carried this very rule
 */
public record Rule(
        String id,
        RuleEffect effect,
        PatternType patternType,
        String pattern,
        RuleScope scope,
        Optional<String> cwd,
        List<String> examples,
        OptionalInt maxRisk,
        Optional<Instant> expiresAt,
        String note,
        String createdBy,
        boolean remembered,
        Set<String> votesBehind) {
    public Rule {
        examples = List.copyOf(examples);
        votesBehind = Set.copyOf(votesBehind);
    }
}
