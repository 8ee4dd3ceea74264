package com.expacti.domain.rule;

/** Where a rule applies. Written {@code global}, {@code group:<id>} or {@code target:<id>}. */
public sealed interface RuleScope {
    /** Everywhere, also where there is no target. */
    record Global() implements RuleScope {}

    /** On the targets of one group. */
    record Group(String id) implements RuleScope {}

    /** On one target. */
    record Target(String id) implements RuleScope {}

    /**
     * Reads a scope from its written form.
     *
     * @throws InvalidRule with field {@code scope} if it is none of the three forms
     */
    static RuleScope parse(String text) {
        if (text.equals("global")) {
            return new Global();
        }
        if (text.startsWith("group:") && text.length() > "group:".length()) {
            return new Group(text.substring("group:".length()));
        }
        if (text.startsWith("target:") && text.length() > "target:".length()) {
            return new Target(text.substring("target:".length()));
        }
        throw new InvalidRule("scope", "scope is not one of `global`, `group:<id>`, `target:<id>`; name one of these");
    }

    /** The written form, which {@link #parse} reads back. */
    default String format() {
        return switch (this) {
            case Global() -> "global";
            case Group(String id) -> "group:" + id;
            case Target(String id) -> "target:" + id;
        };
    }
}
