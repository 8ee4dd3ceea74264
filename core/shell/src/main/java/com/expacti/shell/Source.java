package com.expacti.shell;

/**
 * The units one reading walks over, each knowing where it stands in the text as written. The two differ inside
 * backticks, stripped here-documents and payloads handed to another shell.
 */
final class Source {
    private final String text;
    private final String written;
    private final int[] origins;

    private Source(String text, String written, int[] origins) {
        this.text = text;
        this.written = written;
        this.origins = origins;
    }

    static Source of(String text) {
        return new Builder(text, 0).copy(0, text.length()).build(text.length());
    }

    int length() {
        return text.length();
    }

    /** The unit at {@code index}, or -1 outside the text. */
    int at(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : -1;
    }

    String text(int from, int to) {
        return text.substring(from, to);
    }

    int find(char wanted, int from) {
        return text.indexOf(wanted, from);
    }

    int origin(int index) {
        return origins[index];
    }

    Span span(int from, int to) {
        return new Span(origins[from], Math.max(origins[from], origins[to]));
    }

    /** What the user wrote between two units of this source. */
    String written(Span span) {
        return span.of(written);
    }

    /** A source that picks units out of this one. */
    Builder picking() {
        return new Builder(this);
    }

    /** Collects units with their origins. */
    static final class Builder {
        private final Source from;
        private final StringBuilder text = new StringBuilder();
        private int[] origins;

        private Builder(Source from) {
            this.from = from;
            this.origins = new int[16];
        }

        private Builder(String written, int shift) {
            int[] own = new int[written.length() + 1];
            for (int i = 0; i < own.length; i++) {
                own[i] = i + shift;
            }
            this.from = new Source(written, written, own);
            this.origins = new int[written.length() + 1];
        }

        Builder copy(int start, int end) {
            for (int i = start; i < end; i++) {
                add(from.text.charAt(i), from.origins[i]);
            }
            return this;
        }

        Builder add(char unit, int origin) {
            if (text.length() + 1 >= origins.length) {
                origins = java.util.Arrays.copyOf(origins, origins.length * 2 + 2);
            }
            origins[text.length()] = origin;
            text.append(unit);
            return this;
        }

        /** @param end index in the picked-from source just after the last unit */
        Source build(int end) {
            return buildAt(from.origins[end]);
        }

        Source buildAt(int endOrigin) {
            origins[text.length()] = endOrigin;
            return new Source(text.toString(), from.written, origins);
        }
    }
}
