package com.expacti.shell;

/**
 * A place in a {@link Source}. The plain look-ups skip a backslash before a line feed, as bash does everywhere but in
 * single quotes, comments and quoted here-documents; the {@code raw} ones don't.
 */
final class Cursor {
    static final int END = -1;

    private final Source source;
    private int at;

    Cursor(Source source) {
        this.source = source;
    }

    Source source() {
        return source;
    }

    int at() {
        return at;
    }

    void moveTo(int index) {
        at = index;
    }

    int raw(int ahead) {
        return source.at(at + ahead);
    }

    /** The unit here, after any line continuations, which are passed. */
    int peek() {
        at = pastContinuations(at);
        return source.at(at);
    }

    /** The unit after the one here. */
    int peekNext() {
        return source.at(pastContinuations(pastContinuations(at) + 1));
    }

    boolean atEnd() {
        return peek() == END;
    }

    /** Passes the unit {@link #peek()} has just shown. */
    void advance() {
        at++;
    }

    boolean lookingAt(String wanted) {
        return match(wanted) >= 0;
    }

    boolean accept(String wanted) {
        int end = match(wanted);
        if (end < 0) {
            return false;
        }
        at = end;
        return true;
    }

    void expect(String wanted, String reason) {
        if (!accept(wanted)) {
            throw fail(reason);
        }
    }

    private int match(String wanted) {
        int index = at;
        for (int i = 0; i < wanted.length(); i++) {
            index = pastContinuations(index);
            if (source.at(index) != wanted.charAt(i)) {
                return -1;
            }
            index++;
        }
        return index;
    }

    /** Index of the unit at or after {@code index} that is no line continuation. */
    int pastContinuations(int index) {
        int past = index;
        while (source.at(past) == '\\' && source.at(past + 1) == '\n') {
            past += 2;
        }
        return past;
    }

    Span spanFrom(int from) {
        return source.span(from, at);
    }

    String writtenFrom(int from) {
        return source.written(from, at);
    }

    Refusal fail(String reason) {
        return failAt(reason, at);
    }

    Refusal failAt(String reason, int index) {
        return new Refusal(reason, source.origin(Math.min(index, source.length())));
    }
}
