package com.expacti.shell;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The units one reading walks over, each knowing where it stands in the text as written. The two differ inside
 * backticks, stripped here-documents and payloads handed to another shell.
 */
final class Source {
    private final String text;
    private final String written;
    private final boolean detached;

    // Null where every unit stands where it is: most texts are read as they were written.
    private final int @Nullable [] origins;

    private Source(String text, String written, boolean detached, int @Nullable [] origins) {
        this.text = text;
        this.written = written;
        this.detached = detached;
        this.origins = origins;
    }

    static Source of(String text) {
        return new Source(text, text, false, null);
    }

    /** A source put together from unquoted words; what stands between their units is not known. */
    static Builder detached() {
        return new Builder("", true);
    }

    int length() {
        return text.length();
    }

    /** The unit at {@code index}, or -1 outside the text. */
    int at(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : -1;
    }

    /** Index of the first unit from {@code from} on that {@code ordinary}, which knows ASCII alone, does not hold. */
    int pastOrdinary(int from, BitSet ordinary) {
        int index = from;
        while (index < text.length() && (text.charAt(index) >= 0x80 || ordinary.get(text.charAt(index)))) {
            index++;
        }
        return index;
    }

    String text(int from, int to) {
        return text.substring(from, to);
    }

    void copyTo(StringBuilder target, int from, int to) {
        target.append(text, from, to);
    }

    int find(char wanted, int from) {
        return text.indexOf(wanted, from);
    }

    int origin(int index) {
        return origins == null ? index : origins[index];
    }

    Span span(int from, int to) {
        return new Span(origin(from), Math.max(origin(from), origin(to)));
    }

    /** What was written from one unit to another; in a detached source, the units themselves. */
    String written(int from, int to) {
        return detached ? text.substring(from, to) : span(from, to).of(written);
    }

    /** A source that picks units out of this one. */
    Builder picking() {
        return new Builder(written, detached);
    }

    /** Collects units with their origins. */
    static final class Builder {
        private final String written;
        private final boolean detached;
        private final StringBuilder text = new StringBuilder();
        private int[] origins = new int[32];

        private Builder(String written, boolean detached) {
            this.written = written;
            this.detached = detached;
        }

        void copy(Source from, int start, int end) {
            for (int i = start; i < end; i++) {
                add(from.text.charAt(i), from.origin(i));
            }
        }

        void add(char unit, int origin) {
            if (text.length() + 1 >= origins.length) {
                origins = Arrays.copyOf(origins, origins.length * 2);
            }
            origins[text.length()] = origin;
            text.append(unit);
        }

        CharSequence text() {
            return text;
        }

        /** @param end where the unit after the last one would stand */
        Source build(int end) {
            origins[text.length()] = end;
            return new Source(text.toString(), written, detached, origins);
        }
    }
}
