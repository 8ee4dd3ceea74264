package com.expacti.domain.rule;

/** A rule that was checked and is ready to match. */
public final class CompiledRule {
    private final Rule rule;

    private CompiledRule(Rule rule) {
        this.rule = rule;
    }

    /**
     * Checks a rule and makes it ready.
     *
     * @throws InvalidRule naming the field at fault
     */
    public static CompiledRule compile(Rule rule) {
        if (rule.pattern().isEmpty()) {
            throw new InvalidRule("pattern", "pattern is empty; give the command it is for");
        }
        return new CompiledRule(rule);
    }

    /** The rule as people made it. */
    public Rule rule() {
        return rule;
    }
}
