package com.expacti.domain.risk;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs of sed and awk: whether they start others or write files, which neither needs in order to look. Read from
 * left to right once, so that a long program takes time by its length.
 */
final class TextPrograms {
    /** awk(1): system(), coprocesses, input from commands and files, loaded extensions. */
    private static final Pattern AWK_STARTS = Pattern.compile("system\\s{0,8}\\(|getline|\\|&|@(?:load|include)");

    /** One of these stands in all that the pattern finds; looking for them is much faster. */
    private static final List<String> AWK_NAMES = List.of("system", "getline", "|&", "@load", "@include");

    private TextPrograms() {}

    static boolean awkStarts(String program) {
        boolean named = AWK_NAMES.stream().anyMatch(program::contains);
        return named && AWK_STARTS.matcher(program).find() || awkPrintsElsewhere(program);
    }

    /**
     * Output into a file or a pipe: {@code print … > "f"}, {@code print … | "sh"}. A quote inside a pattern or a comment opens no
     * text, and only awk's grammar tells a pattern from a division: each way to read them counts.
     */
    private static boolean awkPrintsElsewhere(String program) {
        boolean patterns = program.indexOf('/') >= 0 || program.indexOf('#') >= 0;
        return printsElsewhere(program)
                || patterns
                        && Stream.of(Slash.values())
                                .anyMatch(slash -> printsElsewhere(withoutPatterns(program, slash)));
    }

    /** What a slash outside a text in quotes may open. */
    private enum Slash {
        /** A pattern, but behind an operand; a bracket in it may hold a slash. */
        BEHIND_NO_OPERAND,
        /** A pattern wherever it stands. */
        ALWAYS,
        /** The same, with brackets that hold no slash. */
        ALWAYS_AND_NO_BRACKETS
    }

    /** The program without comments, and with a name in place of each pattern. */
    private static String withoutPatterns(String program, Slash slash) {
        StringBuilder rest = new StringBuilder();
        char before = ';';
        int i = 0;
        while (i < program.length()) {
            char c = program.charAt(i);
            boolean operand = Character.isLetterOrDigit(before) || "_)]$\"".indexOf(before) >= 0;
            boolean opens = c == '/' && (slash != Slash.BEHIND_NO_OPERAND || !operand);
            int pattern = opens ? patternEnd(program, i + 1, slash) : i;
            int end = i + 1;
            if (pattern > i) {
                rest.append('x');
                end = pattern;
            } else if (c == '#') {
                end = lineEnd(program, i);
            } else {
                end = c == '"' ? Math.min(behind(program, i + 1, '"'), program.length()) : end;
                rest.append(program, i, end);
            }
            before = c == ' ' || c == '\t' ? before : pattern > i ? 'x' : c;
            i = end;
        }
        return rest.toString();
    }

    /** The offset behind the slash that ends a pattern; -1 where none does on its line. */
    private static int patternEnd(String program, int from, Slash slash) {
        int i = from;
        while (i < program.length() && program.charAt(i) != '\n') {
            char c = program.charAt(i);
            if (c == '/') {
                return i + 1;
            }
            int closing = c == '[' && slash != Slash.ALWAYS_AND_NO_BRACKETS ? program.indexOf(']', i + 2) : -1;
            i = closing > 0 ? closing + 1 : i + (c == '\\' ? 2 : 1);
        }
        return -1;
    }

    private static boolean printsElsewhere(String program) {
        boolean prints = false;
        boolean quoted = false;
        for (int i = 0; i < program.length(); i++) {
            char c = program.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                boolean or = c == '|' && i + 1 < program.length() && program.charAt(i + 1) == '|';
                if (prints && !or && (c == '>' || c == '|')) {
                    return true;
                }
                i += or ? 1 : 0;
                prints = prints ? ";}\n".indexOf(c) < 0 : c == 'p' && program.startsWith("print", i);
            }
        }
        return false;
    }

    /** GNU sed: the commands e, w and W, and the flags e and w of s. What isn't understood counts as such. */
    static boolean sedStarts(String program) {
        int i = 0;
        while (i < program.length()) {
            i = skip(program, i, " \t\n;{}!,$~+0123456789");
            if (i >= program.length()) {
                return false;
            }
            char command = program.charAt(i);
            if (command == '/') {
                i = behind(program, i + 1, '/');
            } else if (command == '\\') {
                i = i + 1 < program.length() ? behind(program, i + 2, program.charAt(i + 1)) : i + 1;
            } else if (command == 's' || command == 'y') {
                int flags = substitution(program, i);
                i = skip(program, flags, "gpIiMm0123456789");
                if (flags < 0 || i < program.length() && "ew".indexOf(program.charAt(i)) >= 0) {
                    return true;
                }
            } else if (":btTv".indexOf(command) >= 0) {
                i = labelEnd(program, i);
            } else if ("aicrR#".indexOf(command) >= 0) {
                i = lineEnd(program, i);
            } else if ("pPdDgGhHxnNqQlLzF=I".indexOf(command) >= 0) {
                i++;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Where the flags of the substitution at {@code at} begin, or -1 when it has no end. */
    private static int substitution(String program, int at) {
        if (at + 1 >= program.length()) {
            return -1;
        }
        char delimiter = program.charAt(at + 1);
        int second = behind(program, at + 2, delimiter);
        int third = second > program.length() ? second : behind(program, second, delimiter);
        return third > program.length() ? -1 : third;
    }

    /** The offset behind the next such character that no backslash protects; past the end when there is none. */
    private static int behind(String program, int from, char wanted) {
        int i = from;
        while (i < program.length() && program.charAt(i) != wanted) {
            i += program.charAt(i) == '\\' ? 2 : 1;
        }
        return i + 1;
    }

    /** GNU sed ends a label at a semicolon too. */
    private static int labelEnd(String program, int from) {
        int end = from;
        while (end < program.length() && ";}\n".indexOf(program.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int lineEnd(String program, int from) {
        int end = program.indexOf('\n', from);
        return end < 0 ? program.length() : end;
    }

    private static int skip(String program, int from, String skipped) {
        int i = Math.max(0, from);
        while (i < program.length() && skipped.indexOf(program.charAt(i)) >= 0) {
            i++;
        }
        return i;
    }
}
