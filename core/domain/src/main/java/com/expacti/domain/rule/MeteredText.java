package com.expacti.domain.rule;

import com.expacti.shell.Effort;

/** A text whose every reading of a character takes steps, so that a regex ends where its steps do. */
final class MeteredText implements CharSequence {
    private final String text;
    private final int steps;
    private final Effort effort = Effort.current();

    /** @param steps that reading one character takes */
    MeteredText(String text, int steps) {
        this.text = text;
        this.steps = steps;
    }

    @Override
    public char charAt(int index) {
        effort.take(steps);
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
