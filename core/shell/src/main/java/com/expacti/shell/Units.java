package com.expacti.shell;

import java.util.BitSet;

/** Classes of UTF-16 units. Only ASCII has meaning to the shell; everything else is an ordinary character. */
final class Units {
    /** What has no meaning anywhere in an unquoted word once that has begun. */
    static final BitSet ORDINARY_IN_WORDS = new BitSet(0x80);

    /** What has no meaning in double quotes and here-documents. */
    static final BitSet ORDINARY_IN_QUOTES = new BitSet(0x80);

    static {
        ORDINARY_IN_WORDS.set('a', 'z' + 1);
        ORDINARY_IN_WORDS.set('A', 'Z' + 1);
        ORDINARY_IN_WORDS.set('0', '9' + 1);
        "_-/.,:=%^{}]#".chars().forEach(ORDINARY_IN_WORDS::set);
        ORDINARY_IN_QUOTES.set(' ', 0x7f);
        "$`\\\"".chars().forEach(ORDINARY_IN_QUOTES::clear);
    }

    private Units() {}

    /** Carriage return, NBSP and other Unicode blanks are not blanks to bash. */
    static boolean isBlank(int unit) {
        return unit == ' ' || unit == '\t';
    }

    /** What ends an unquoted word (bash manual, "metacharacter"), or the end of the text. */
    static boolean endsWord(int unit) {
        return switch (unit) {
            case Cursor.END, ' ', '\t', '\n', ';', '&', '|', '(', ')', '<', '>' -> true;
            default -> false;
        };
    }

    static boolean isDigit(int unit) {
        return unit >= '0' && unit <= '9';
    }

    static boolean startsName(int unit) {
        return unit >= 'a' && unit <= 'z' || unit >= 'A' && unit <= 'Z' || unit == '_';
    }

    static boolean continuesName(int unit) {
        return startsName(unit) || isDigit(unit);
    }

    static boolean isName(String text) {
        return !text.isEmpty() && startsName(text.charAt(0)) && text.chars().allMatch(Units::continuesName);
    }

    /** {@code $@ $* $# $? $- $$ $!} */
    static boolean isSpecialParameter(int unit) {
        return "@*#?-$!".indexOf(unit) >= 0;
    }
}
