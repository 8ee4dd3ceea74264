package com.expacti.domain.rule;

/** A rule that can't be made: which field is at fault, and a sentence naming the limit and what to do instead. */
public final class InvalidRule extends RuntimeException {
    private final String field;

    public InvalidRule(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The field at fault, as the wire names it: {@code pattern}, {@code scope}, {@code max_risk}, {@code examples}, {@code ttl_seconds}. */
    public String field() {
        return field;
    }

    /** The sentence for whoever made the rule. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
