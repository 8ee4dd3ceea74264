package com.expacti.shell;

import com.expacti.shell.WordPart.Literal;
import com.expacti.shell.WordPart.Quoting;
import com.expacti.shell.WordReader.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code [[ … ]]} (bash manual, "Conditional Constructs"). */
final class ConditionalReader {
    private static final String UNARY = "abcdefghknoprstuvwxzGLNORS";
    private static final Set<String> BINARY = Set.of("=", "==", "!=", "=~", "-nt", "-ot", "-ef");
    private static final Set<String> NUMERIC = Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge");

    private final Reading in;

    ConditionalReader(Reading in) {
        this.in = in;
    }

    /** The rest of a conditional, after the opening brackets. */
    Command conditional(int from) {
        List<Word> words = new ArrayList<>();
        either(words);
        if (!atEnd()) {
            throw in.cursor.fail("`[[` is not closed, or holds something that is not understood");
        }
        in.cursor.accept("]]");
        return new Command.Conditional(words, in.cursor.spanFrom(from));
    }

    private void either(List<Word> words) {
        do {
            in.scripts.blanks();
            term(words);
            in.scripts.blanks();
        } while (joined(words));
    }

    private boolean joined(List<Word> words) {
        boolean joins = in.cursor.lookingAt("&&") || in.cursor.lookingAt("||");
        if (joins) {
            words.add(operator(2));
            in.scripts.lineFeeds();
        }
        return joins;
    }

    private void term(List<Word> words) {
        Cursor cursor = in.cursor;
        in.budget.enter(cursor.source().origin(cursor.at()));
        while (ReservedWords.at(cursor, "!")) {
            words.add(operator(1));
            in.scripts.blanks();
        }
        if (cursor.peek() == '(') {
            words.add(operator(1));
            either(words);
            if (cursor.peek() != ')') {
                throw cursor.fail("a parenthesis in `[[` is not closed");
            }
            words.add(operator(1));
        } else {
            test(words);
        }
        in.budget.leave();
    }

    private void test(List<Word> words) {
        Word first = operand(Kind.VALUE);
        words.add(first);
        String text = bare(first).orElse("");
        in.scripts.blanks();
        boolean unary = text.length() == 2 && text.charAt(0) == '-' && UNARY.indexOf(text.charAt(1)) >= 0;
        if (unary) {
            Word argument = operand(Kind.VALUE);
            words.add(argument);
            requireNoSecondReading(text.equals("-v") || text.equals("-R"), argument);
        } else if (!atEnd() && !in.cursor.lookingAt("&&") && !in.cursor.lookingAt("||") && in.cursor.peek() != ')') {
            binary(first, words);
        }
    }

    private void binary(Word first, List<Word> words) {
        Cursor cursor = in.cursor;
        boolean compares = (cursor.peek() == '<' || cursor.peek() == '>') && Units.isBlank(cursor.peekNext());
        Word operator = compares ? operator(1) : cursor.lookingAt("=~") ? operator(2) : operand(Kind.VALUE);
        String text = compares ? "<" : bare(operator).orElse("");
        boolean numeric = NUMERIC.contains(text);
        if (!compares && !numeric && !BINARY.contains(text)) {
            throw cursor.fail("`[[` holds an operator that is not understood");
        }
        if (!Units.isBlank(cursor.peek())) {
            throw cursor.fail("an operator in `[[` is not followed by a blank");
        }
        words.add(operator);
        in.scripts.blanks();
        Word last = operand(
                switch (text) {
                    case "=", "==", "!=" -> Kind.EXTENDED_PATTERN;
                    case "=~" -> Kind.REGULAR_EXPRESSION;
                    default -> Kind.VALUE;
                });
        words.add(last);
        requireNoSecondReading(numeric, first);
        requireNoSecondReading(numeric, last);
    }

    /** Numeric tests and {@code -v} expand their operand once more, so a quoted substitution in it would run. */
    private void requireNoSecondReading(boolean applies, Word operand) {
        if (!applies) {
            return;
        }
        in.arithmetic.requireNoHiddenSubstitution(operand.parts(), in.cursor.at());
    }

    private Word operand(Kind kind) {
        Cursor cursor = in.cursor;
        boolean group = kind == Kind.REGULAR_EXPRESSION && cursor.peek() == '(';
        if (!group && !in.words.atWord() || atEnd()) {
            throw cursor.fail("`[[` is not closed, or an operand is missing in it");
        }
        return in.words.word(kind);
    }

    private boolean atEnd() {
        return ReservedWords.at(in.cursor, "]]");
    }

    private static Optional<String> bare(Word word) {
        boolean bare = word.parts().stream()
                .allMatch(part -> part instanceof Literal literal && literal.quoting() == Quoting.NONE);
        return bare ? word.value() : Optional.empty();
    }

    private Word operator(int units) {
        Cursor cursor = in.cursor;
        cursor.peek();
        int from = cursor.at();
        PartList list = new PartList(cursor, Quoting.NONE);
        for (int i = 0; i < units; i++) {
            list.takePlain();
        }
        return in.words.finish(list, Kind.VALUE, from);
    }
}
