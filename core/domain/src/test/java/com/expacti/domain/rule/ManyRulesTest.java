package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By itself, for it takes long: build/mutate leaves it out. */
class ManyRulesTest {
    @Test
    void among_thousands_of_rules_the_few_that_speak_of_a_program_are_found() {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            rules.add(RuleSetTest.allow("glob" + i, "tool%d run *".formatted(i)));
            rules.add(RuleSetTest.rule("exact" + i, RuleEffect.ALLOW, PatternType.EXACT, "make target%d".formatted(i)));
            rules.add(RuleSetTest.rule("deny" + i, RuleEffect.DENY, PatternType.REGEX, "drop%d .*".formatted(i)));
        }

        assertEquals(
                List.of("glob2999"), RuleSetTest.match(rules, "tool2999 run x").allowRuleIds());
        assertEquals(List.of("exact7"), RuleSetTest.match(rules, "make target7").allowRuleIds());
        assertEquals(
                List.of("deny1234"), RuleSetTest.match(rules, "sudo drop1234 x").denyRuleIds());
        assertEquals(List.of(), RuleSetTest.match(rules, "tool3000 run x").allowRuleIds());
    }
}
