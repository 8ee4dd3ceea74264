package com.expacti.shell;

import java.util.Optional;
import java.util.Set;

/** Words that are grammar where a command may start, if unquoted and whole (bash manual, "Reserved Words"). */
final class ReservedWords {
    private static final Set<String> ALL = Set.of(
            "if",
            "then",
            "elif",
            "else",
            "fi",
            "for",
            "select",
            "while",
            "until",
            "do",
            "done",
            "case",
            "esac",
            "in",
            "function",
            "time",
            "coproc",
            "{",
            "}",
            "!",
            "[[",
            "]]");
    private static final Set<String> CLOSING = Set.of("then", "elif", "else", "fi", "do", "done", "esac", "}");
    private static final int LENGTH_MAX = 8;

    private ReservedWords() {}

    static boolean isReserved(String word) {
        return ALL.contains(word);
    }

    /** Whether some release or mode of bash takes {@code word} as reserved after an assignment or redirection. */
    static boolean isReservedLater(String word) {
        return ALL.contains(word) && !word.equals("time");
    }

    /** Whether {@code word} ends the list before it. */
    static boolean closes(String word) {
        return CLOSING.contains(word);
    }

    /** The reserved word at the cursor, which stays. */
    static Optional<String> at(Cursor cursor) {
        if (!mayStart(cursor.peek())) {
            return Optional.empty();
        }
        int index = cursor.at();
        StringBuilder word = new StringBuilder();
        int unit = cursor.source().at(index);
        while (!Units.endsWord(unit) && word.length() <= LENGTH_MAX) {
            word.append((char) unit);
            index = cursor.pastContinuations(index + 1);
            unit = cursor.source().at(index);
        }
        // A process substitution goes on with the word: `if<(x)` is one word.
        boolean goesOn = (unit == '<' || unit == '>') && cursor.source().at(cursor.pastContinuations(index + 1)) == '(';
        return Optional.of(word.toString()).filter(text -> !goesOn && ALL.contains(text));
    }

    /** Whether any of them begins so: what stands at a command's start is asked about several times. */
    private static boolean mayStart(int unit) {
        return "itefswduc{}![]".indexOf(unit) >= 0;
    }

    static boolean at(Cursor cursor, String word) {
        return cursor.peek() == word.charAt(0)
                && at(cursor).filter(word::equals).isPresent();
    }

    /** Passes {@code word} if it stands here as a reserved word. */
    static boolean accept(Cursor cursor, String word) {
        return at(cursor, word) && cursor.accept(word);
    }
}
