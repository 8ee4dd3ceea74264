package com.expacti.shell;

import com.expacti.shell.WordPart.Glob;
import com.expacti.shell.WordPart.Quoting;
import com.expacti.shell.WordPart.Tilde;
import java.util.List;

/** Reads words. Where bash could replace text with something else, the text becomes a part without a value. */
final class WordReader {
    /** Which replacements bash makes in a word (bash manual, "Shell Expansions"). */
    enum Kind {
        /** Arguments and file names: everything. */
        ARGUMENT,
        /** Values of assignments, operands of {@code [[}: no braces, no patterns. */
        VALUE,
        /** Patterns of {@code case}. */
        PATTERN,
        /** Right of {@code ==} in {@code [[}: patterns, extended ones too. */
        EXTENDED_PATTERN,
        /** Right of {@code =~}. */
        REGULAR_EXPRESSION;

        boolean globs() {
            return this == ARGUMENT || this == PATTERN || this == EXTENDED_PATTERN || this == REGULAR_EXPRESSION;
        }
    }

    private final Reading in;

    WordReader(Reading in) {
        this.in = in;
    }

    /** Whether a word starts here; where one may, {@code #} starts a comment. */
    boolean atWord() {
        int unit = in.cursor.peek();
        return unit != '#' && !Units.endsWord(unit) || atProcessSubstitution();
    }

    private boolean atProcessSubstitution() {
        int unit = in.cursor.peek();
        return (unit == '<' || unit == '>') && in.cursor.peekNext() == '(';
    }

    /** Reads the word here; an empty one, without parts, when none starts here. */
    Word word(Kind kind) {
        Cursor cursor = in.cursor;
        cursor.peek();
        int from = cursor.at();
        PartList list = new PartList(cursor, Quoting.NONE);
        boolean more = true;
        while (more) {
            list.takeRun(Units.ORDINARY_IN_WORDS);
            more = unit(list, kind);
        }
        return finish(list, kind, from);
    }

    Word finish(PartList list, Kind kind, int from) {
        Span span = in.cursor.spanFrom(from);
        String raw = in.cursor.writtenFrom(from);
        List<WordPart> parts = Replacements.settleBrackets(list.finish());
        return new Word(kind == Kind.ARGUMENT ? Replacements.markBraces(parts) : parts, raw, span);
    }

    /** Takes one unit or part; false at the word's end. */
    private boolean unit(PartList list, Kind kind) {
        Cursor cursor = in.cursor;
        int unit = cursor.peek();
        if (Units.endsWord(unit)) {
            return atProcessSubstitution() ? processSubstitution(list, kind) : inPattern(list, kind, unit);
        }
        if (in.parts.special(list)) {
            return true;
        }
        if (unit == '~' && startsTilde(list, kind)) {
            tilde(list);
        } else if (kind.globs() && (unit == '*' || unit == '?' || unit == '[')) {
            if (!extendedPattern(list, kind)) {
                glob(list);
            }
        } else if (!extendedPattern(list, kind)) {
            list.takePlain();
        }
        return true;
    }

    private void glob(PartList list) {
        Cursor cursor = in.cursor;
        list.endPlain();
        int from = cursor.at();
        String text = Character.toString(cursor.peek());
        cursor.advance();
        list.add(new Glob(text, cursor.spanFrom(from)));
    }

    private boolean processSubstitution(PartList list, Kind kind) {
        CharSequence plain = list.plain();
        boolean descriptor =
                list.onlyPlain() && !plain.isEmpty() && plain.chars().allMatch(Units::isDigit);
        boolean variable = !plain.isEmpty() && plain.charAt(plain.length() - 1) == '}';
        if (descriptor || variable || kind == Kind.REGULAR_EXPRESSION || kind == Kind.EXTENDED_PATTERN) {
            throw in.cursor.fail("a process substitution right after a descriptor has no certain meaning");
        }
        list.endPlain();
        list.add(in.dollars.processSubstitution());
        return true;
    }

    // In default mode bash looks for ~ at the start, and in what looks like an assignment after = and colons.
    private static boolean startsTilde(PartList list, Kind kind) {
        if (list.isEmpty()) {
            return true;
        }
        CharSequence plain = list.plain();
        char before = plain.isEmpty() ? ' ' : plain.charAt(plain.length() - 1);
        boolean assigns = kind == Kind.VALUE || list.equalsSeen();
        return before == '=' || before == ':' && assigns;
    }

    private void tilde(PartList list) {
        Cursor cursor = in.cursor;
        list.endPlain();
        int from = cursor.at();
        StringBuilder text = new StringBuilder();
        int unit = cursor.peek();
        do {
            text.append((char) unit);
            cursor.advance();
            unit = cursor.peek();
        } while (Units.continuesName(unit) || unit == '+' || unit == '-' || unit == '.');
        list.add(new Tilde(text.toString(), cursor.spanFrom(from)));
    }

    /** {@code ?(a|b)} and its kin, and the groups of a regular expression: nested, without blanks. */
    private boolean extendedPattern(PartList list, Kind kind) {
        Cursor cursor = in.cursor;
        if (kind != Kind.EXTENDED_PATTERN || "?*+@!".indexOf(cursor.peek()) < 0 || cursor.peekNext() != '(') {
            return false;
        }
        glob(list);
        group(list, kind);
        return true;
    }

    private boolean inPattern(PartList list, Kind kind, int unit) {
        if (kind != Kind.REGULAR_EXPRESSION || unit != '(' && unit != '|') {
            return false;
        }
        if (unit == '(') {
            group(list, kind);
        } else {
            glob(list);
        }
        return true;
    }

    private void group(PartList list, Kind kind) {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        in.budget.enter(cursor.source().origin(from));
        glob(list);
        while (cursor.peek() != ')') {
            if (cursor.peek() == '|') {
                glob(list);
            } else if (!unit(list, kind)) {
                throw cursor.fail("a group in a pattern is not closed, or holds something that is not understood");
            }
        }
        glob(list);
        in.budget.leave();
    }

    /** A subscript, with the cursor at its opening bracket; the word is what stands between the brackets. */
    Word subscript() {
        Cursor cursor = in.cursor;
        int open = cursor.at();
        in.budget.enter(cursor.source().origin(open));
        cursor.advance();
        cursor.peek();
        int from = cursor.at();
        PartList list = new PartList(cursor, Quoting.NONE);
        for (int brackets = 0; brackets > 0 || cursor.peek() != ']'; ) {
            int unit = cursor.peek();
            if (unit == Cursor.END || unit == '\n' || Units.endsWord(unit) && !Units.isBlank(unit)) {
                throw cursor.fail("a subscript is not closed, or holds something that is not understood");
            }
            brackets += unit == '[' ? 1 : unit == ']' ? -1 : 0;
            if (!in.parts.special(list)) {
                list.takePlain();
            }
        }
        Span span = cursor.spanFrom(from);
        Word word = new Word(list.finish(), cursor.writtenFrom(from), span);
        in.arithmetic.requireNoHiddenSubstitution(word.parts(), open);
        cursor.expect("]", "a subscript is not closed");
        in.budget.leave();
        return word;
    }

    /** The longest name here, which may be empty. */
    String name() {
        Cursor cursor = in.cursor;
        StringBuilder name = new StringBuilder();
        while (Units.continuesName(cursor.peek())) {
            name.append((char) cursor.peek());
            cursor.advance();
        }
        return name.toString();
    }
}
