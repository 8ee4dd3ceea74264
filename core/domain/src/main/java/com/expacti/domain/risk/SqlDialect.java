package com.expacti.domain.risk;

import java.util.List;

/**
 * Where texts and comments end. Databases differ in it, and which of them is asked is not always known; a statement that one
 * of them runs must not pass for another's text. After the manuals of PostgreSQL (4.1) and MySQL (9.1, 9.7).
 */
enum SqlDialect {
    /** The standard's doubled quotes; both kinds of comments that databases have. */
    STANDARD,
    /** A backslash protects a quote; two dashes open a comment only with a blank behind. */
    MYSQL,
    /** Texts between dollar signs; a number sign is an operator. */
    POSTGRESQL,
    /** The same, where {@code E'…'} lets a backslash protect a quote. */
    POSTGRESQL_ESCAPES;

    private static final int TAG_MAX = 64;

    /** Those that may read this text differently from one another. */
    static List<SqlDialect> of(String text) {
        boolean same = text.indexOf('\\') < 0 && text.indexOf('#') < 0 && text.indexOf('$') < 0 && !text.contains("--");
        return same ? List.of(STANDARD) : List.of(values());
    }

    /** Whether a comment to the line's end begins here; at a statement's start nothing else can. */
    boolean opensComment(String text, int at, boolean opensStatement) {
        boolean number = text.charAt(at) == '#';
        boolean dashes = text.startsWith("--", at);
        boolean blank =
                at + 2 >= text.length() || Character.isWhitespace(text.charAt(Math.min(at + 2, text.length() - 1)));
        return switch (this) {
            case STANDARD -> number || dashes;
            case MYSQL -> number || dashes && (blank || opensStatement);
            case POSTGRESQL, POSTGRESQL_ESCAPES -> dashes || number && opensStatement;
        };
    }

    /** The offset behind the text in quotes that begins here. */
    int behindQuoted(String text, int from) {
        char quote = text.charAt(from);
        int i = from + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && (this == MYSQL || this == POSTGRESQL_ESCAPES)) {
                i++;
            } else if (c == quote) {
                boolean doubled = i + 1 < text.length() && text.charAt(i + 1) == quote;
                if (!doubled) {
                    return i + 1;
                }
                i++;
            }
            i++;
        }
        return Math.min(i, text.length());
    }

    /** The offset behind the text between dollar signs that begins here; behind the sign where none does. */
    int behindDollars(String text, int from) {
        int tag = from + 1;
        while (tag < text.length()
                && tag - from < TAG_MAX
                && (Character.isLetterOrDigit(text.charAt(tag)) || text.charAt(tag) == '_')) {
            tag++;
        }
        boolean texts = this == POSTGRESQL || this == POSTGRESQL_ESCAPES;
        if (!texts || tag >= text.length() || text.charAt(tag) != '$') {
            return from + 1;
        }
        String mark = text.substring(from, tag + 1);
        int end = text.indexOf(mark, tag + 1);
        return end < 0 ? text.length() : end + mark.length();
    }
}
