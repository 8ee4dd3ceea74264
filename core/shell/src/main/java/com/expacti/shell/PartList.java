package com.expacti.shell;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Gathers the parts of a word so that they cover it without gaps: plain units grow into one literal. */
final class PartList {
    private final Cursor cursor;
    private final WordPart.Quoting quoting;
    private final List<WordPart> parts = new ArrayList<>(2);
    private final StringBuilder plain = new StringBuilder();
    private int plainFrom;
    private boolean equalsSeen;

    PartList(Cursor cursor, WordPart.Quoting quoting) {
        this.cursor = cursor;
        this.quoting = quoting;
        this.plainFrom = cursor.at();
    }

    /** Takes the unit the cursor shows as it is. */
    void takePlain() {
        char unit = (char) cursor.peek();
        equalsSeen |= unit == '=';
        plain.append(unit);
        cursor.advance();
    }

    /** Takes all units from the cursor on that {@code ordinary} holds, and those beyond ASCII, as they are. */
    void takeRun(BitSet ordinary) {
        int from = cursor.at();
        int end = cursor.source().pastOrdinary(from, ordinary);
        if (end > from) {
            int before = plain.length();
            cursor.source().copyTo(plain, from, end);
            equalsSeen |= plain.indexOf("=", before) >= 0;
            cursor.moveTo(end);
        }
    }

    /** Ends the plain run here, before a part that starts at the cursor is read. */
    void endPlain() {
        if (cursor.at() > plainFrom) {
            WordPart.Quoting kind = plain.isEmpty() ? WordPart.Quoting.BACKSLASH : quoting;
            parts.add(new WordPart.Literal(plain.toString(), kind, cursor.spanFrom(plainFrom)));
        }
        plain.setLength(0);
        plainFrom = cursor.at();
    }

    /** Adds a part that ends at the cursor; {@link #endPlain()} was called before it was read. */
    void add(WordPart part) {
        parts.add(part);
        plainFrom = cursor.at();
    }

    /** Whether nothing but line continuations was taken so far. */
    boolean isEmpty() {
        return parts.isEmpty() && plain.isEmpty();
    }

    /** The plain run that is growing. */
    CharSequence plain() {
        return plain;
    }

    /** Whether an unquoted {@code =} was taken so far. */
    boolean equalsSeen() {
        return equalsSeen;
    }

    /** Whether only plain units were taken so far. */
    boolean onlyPlain() {
        return parts.isEmpty();
    }

    List<WordPart> finish() {
        endPlain();
        return parts;
    }
}
