package com.expacti.domain.suggestion;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.rule.PatternType;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * An allow rule that approvals add up to, with the evidence.
 *
 * @param cwd the working directory it is bound to
 * @param examples commands that were approved, at most {@value #EXAMPLES_MAX}, the riskiest first
 * @param maxRisk the ceiling of a glob, 0–49: at most 10 above the riskiest command approved, and never HIGH
 * @param riskScore the riskiest command approved, on its target
 * @param runsMutableCode whether what runs can change between two runs of the same text
 * @param approvals how many approvals by people stand behind it
 * @param commands how many different texts
 * @param reviewers display names of those people
 * @param since the first of the approvals
 * @param last the latest of them
 */
public record Proposal(
        PatternType patternType,
        String pattern,
        RuleScope scope,
        Optional<String> cwd,
        List<String> examples,
        OptionalInt maxRisk,
        int riskScore,
        boolean runsMutableCode,
        int approvals,
        int commands,
        List<String> reviewers,
        Instant since,
        Instant last) {
    public static final int EXAMPLES_MAX = 10;

    private static final int ID_HEX = 26;

    public Proposal {
        examples = List.copyOf(examples);
        reviewers = List.copyOf(reviewers);
    }

    /** The same for the same pattern at the same place, whenever it is found. */
    public String id(OrgId org) {
        String place = String.join(
                "\0", org.value(), scope.format(), cwd.map(path -> "/" + path).orElse(""));
        String hex = Digest.ofText(String.join("\0", place, patternType.name(), pattern))
                .hex();
        return "sug_" + hex.substring(0, ID_HEX);
    }

    /** The rule it would make, for trying it. */
    public Rule rule() {
        return new Rule(
                "suggested",
                RuleEffect.ALLOW,
                patternType,
                pattern,
                scope,
                cwd,
                examples,
                maxRisk,
                Optional.empty(),
                "",
                "suggested",
                false,
                Set.of());
    }
}
