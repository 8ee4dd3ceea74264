package com.expacti.domain.rule;

import com.expacti.domain.risk.Environment;
import com.expacti.domain.risk.Risk;
import com.expacti.domain.risk.RiskScorer;
import com.expacti.shell.Parse;
import com.expacti.shell.ShellParser;
import com.expacti.shell.Unparsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries rules on a command without storing either. */
public final class RuleTester {
    private RuleTester() {}

    /**
     * What the rules would do.
     *
     * @param matched whether an allow rule lets it through and no deny rule stops it
     * @param ruleIndexes which of the rules, from 0, decided that
     * @param reason a sentence saying why
     */
    public record Outcome(boolean matched, List<Integer> ruleIndexes, String reason) {
        public Outcome {
            ruleIndexes = List.copyOf(ruleIndexes);
        }
    }

    /**
     * Tries the rules, in the order given, on one command. Their ids, scopes and expiry are ignored.
     *
     * @throws InvalidRule if one of them can't be made; its field is {@code rules[i].} and the rule's own field
     */
    public static Outcome test(List<Rule> rules, String command, Optional<String> cwd) {
        List<Rule> tried = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = anywhere(rules.get(i), i);
            try {
                CompiledRule.compile(rule);
            } catch (InvalidRule bad) {
                throw new InvalidRule("rules[%d].%s".formatted(i, bad.field()), bad.message());
            }
            tried.add(rule);
        }
        Parse parse = ShellParser.parse(command);
        Risk risk = RiskScorer.score(parse, Environment.NONE, cwd);
        MatchContext context = new MatchContext(cwd, Optional.empty(), Set.of(), Instant.EPOCH);
        RuleMatch match = RuleSet.of(tried).explained(parse, risk, context);
        return match.denyRuleIds().isEmpty() && (match.overBudget() || risk.isOverBudget())
                ? new Outcome(false, List.of(), "it takes too much work to judge without a person")
                : outcome(match, parse);
    }

    private static Rule anywhere(Rule rule, int index) {
        return new Rule(
                String.valueOf(index),
                rule.effect(),
                rule.patternType(),
                rule.pattern(),
                new RuleScope.Global(),
                rule.cwd(),
                rule.examples(),
                rule.maxRisk(),
                Optional.empty(),
                rule.note(),
                rule.createdBy(),
                rule.remembered(),
                rule.votesBehind());
    }

    private static Outcome outcome(RuleMatch match, Parse parse) {
        if (!match.denyRuleIds().isEmpty()) {
            return new Outcome(false, indexes(match.denyRuleIds()), "a deny rule stops it");
        }
        if (!match.allowRuleIds().isEmpty()) {
            return new Outcome(true, indexes(match.allowRuleIds()), "every part of it is let through");
        }
        if (parse instanceof Unparsed unparsed) {
            return new Outcome(
                    false,
                    List.of(),
                    "it can't be read as a command, and such text never passes by rule: " + unparsed.reason());
        }
        if (match.nearMisses().isEmpty()) {
            return new Outcome(false, List.of(), "no rule covers it");
        }
        NearMiss nearest = match.nearMisses().getFirst();
        return new Outcome(
                false, List.of(), "rule %s nearly covers it: %s".formatted(nearest.ruleId(), nearest.reason()));
    }

    private static List<Integer> indexes(List<String> ids) {
        return ids.stream().map(Integer::valueOf).sorted().toList();
    }
}
