package com.expacti.shell;

/**
 * A half-open range of UTF-16 offsets into the parsed text, {@code 0 <= from <= to <= text.length()}.
 *
 * @param from offset of the first unit
 * @param to offset after the last unit
 */
public record Span(int from, int to) {
    public Span {
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("span must have 0 <= from <= to, but is %d..%d".formatted(from, to));
        }
    }

    public int length() {
        return to - from;
    }

    public boolean contains(Span other) {
        return from <= other.from && other.to <= to;
    }

    /** The smallest span that holds both. */
    public Span union(Span other) {
        return new Span(Math.min(from, other.from), Math.max(to, other.to));
    }

    /** The part of {@code text} this span covers. */
    public String of(String text) {
        return text.substring(from, to);
    }
}
