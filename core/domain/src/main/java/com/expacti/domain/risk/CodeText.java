package com.expacti.domain.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * A program text taken apart into what stands in quotes and what stands outside, in the way most languages quote.
 *
 * @param outside the program with empty quotes
 * @param inside the quoted texts in order, backslashes before quotes taken away; text in backquotes among them
 */
record CodeText(String outside, List<String> inside) {
    static CodeText of(String code) {
        StringBuilder outside = new StringBuilder();
        List<String> inside = new ArrayList<>();
        int i = 0;
        while (i < code.length()) {
            char c = code.charAt(i);
            outside.append(c);
            if (c == '"' || c == '\'' || c == '`') {
                StringBuilder text = new StringBuilder();
                i = quoted(code, i, text);
                inside.add(text.toString());
                outside.append(c);
            } else {
                i++;
            }
        }
        return new CodeText(outside.toString(), List.copyOf(inside));
    }

    /** The text from the quote at {@code at}, and the offset behind its end. */
    private static int quoted(String code, int at, StringBuilder text) {
        char quote = code.charAt(at);
        int i = at + 1;
        while (i < code.length() && code.charAt(i) != quote) {
            if (code.charAt(i) == '\\' && i + 1 < code.length()) {
                i++;
            }
            text.append(code.charAt(i++));
        }
        return i + 1;
    }
}
