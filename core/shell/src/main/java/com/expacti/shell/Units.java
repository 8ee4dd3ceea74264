package com.expacti.shell;

/** Classes of UTF-16 units. Only ASCII has meaning to the shell; everything else is an ordinary character. */
final class Units {
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
