package com.expacti.domain.suggestion;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.domain.rule.CompiledRule;
import com.expacti.domain.rule.InvalidRule;
import com.expacti.domain.rule.MatchContext;
import com.expacti.domain.rule.Rule;
import com.expacti.domain.rule.RuleEffect;
import com.expacti.domain.rule.RuleMatch;
import com.expacti.domain.rule.RuleSet;
import com.expacti.shell.Parse;
import java.util.List;
import java.util.Set;

/** One rule by itself, tried on commands of the past by the matcher that judges commands of the present. */
public final class RuleTrial {
    private static final Risk NOTHING_KNOWN = Risk.of(List.of(), false, Set.of());

    private final Rule rule;
    private final RuleSet alone;

    private RuleTrial(Rule rule, RuleSet alone) {
        this.rule = rule;
        this.alone = alone;
    }

    /** @throws InvalidRule if the rule could not be made */
    public static RuleTrial of(Rule rule) {
        CompiledRule checked = CompiledRule.compile(rule);
        return new RuleTrial(rule, RuleSet.of(List.of(checked.rule())));
    }

    /** Whether an allow rule would let the whole line through by itself, or a deny rule would stop it. */
    public boolean takes(Parse parse, Environment environment, MatchContext context) {
        return rule.effect() == RuleEffect.DENY
                ? !alone.match(parse, NOTHING_KNOWN, context).denyRuleIds().isEmpty()
                : lets(parse, environment, context);
    }

    /** Scoring is the costly part: a line that doesn't match while it counts as harmless doesn't match at all. */
    private boolean lets(Parse parse, Environment environment, MatchContext context) {
        if (!allowed(alone.match(parse, NOTHING_KNOWN, context))) {
            return false;
        }
        return allowed(alone.match(parse, RiskScorer.score(parse, environment, context.cwd()), context));
    }

    private static boolean allowed(RuleMatch match) {
        return !match.allowRuleIds().isEmpty();
    }
}
