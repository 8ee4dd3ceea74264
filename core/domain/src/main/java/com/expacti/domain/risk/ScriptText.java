package com.expacti.domain.risk;

import java.util.regex.Pattern;

/**
 * Tells whether a sed or awk program may run something or write a file. What one regex could say takes time by the square
 * of the program, so the parts that look far are read by hand: each is linear.
 */
final class ScriptText {
    private static final Pattern AWK_STARTS = Pattern.compile("system\\s*\\(|\\|\\s*getline|\\|&|>\\s*\"|-v\\s");

    private ScriptText() {}

    /** {@code system(…)}, pipes, output to a file, a variable set from outside. */
    static boolean awkRunsOrWrites(String program) {
        int print = program.indexOf("print");
        return print >= 0 && program.indexOf('|', print) >= 0
                || AWK_STARTS.matcher(program).find();
    }

    /** The commands {@code e}, {@code w} and {@code W}, and the flags of those names. */
    static boolean sedRunsOrWrites(String program) {
        for (int i = 0; i < program.length(); i++) {
            char c = program.charAt(i);
            boolean command = (c == 'e' || c == 'w' || c == 'W') && endsAt(program, i + 1) && startsCommand(program, i);
            if (command || c == '/' && flagsRunOrWrite(program, i + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a command may start here, blanks in front passed: at the start, after an address, a mark or a line feed. */
    private static boolean startsCommand(String program, int at) {
        int before = at - 1;
        while (before >= 0 && isBlank(program.charAt(before))) {
            if (program.charAt(before) == '\n') {
                return true;
            }
            before--;
        }
        char mark = before < 0 ? ';' : program.charAt(before);
        return ";}/$".indexOf(mark) >= 0 || mark >= '0' && mark <= '9';
    }

    private static boolean flagsRunOrWrite(String program, int from) {
        boolean found = false;
        int at = from;
        while (at < program.length() && isFlag(program.charAt(at))) {
            found |= program.charAt(at) == 'e' || program.charAt(at) == 'w';
            at++;
        }
        return found && endsAt(program, at);
    }

    private static boolean isFlag(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean endsAt(String program, int at) {
        return at >= program.length() || isBlank(program.charAt(at));
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }
}
