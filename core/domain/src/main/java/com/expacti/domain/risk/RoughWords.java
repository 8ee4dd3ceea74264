package com.expacti.domain.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * A text's words by a shell's rules, roughly, without refusing anything: enough to tell an option's value from what stands
 * beside it. In one pass.
 */
final class RoughWords {
    private final String text;
    private final int to;
    private final List<Word> words = new ArrayList<>();
    private int at;
    private Before before = Before.START;

    /** What stands in front of a word. */
    enum Before {
        /** Nothing, or what ends a command. */
        START,
        /** A pipe. */
        PIPE,
        /** A redirection. */
        REDIRECTION,
        /** Another word of the same command. */
        WORD
    }

    /** Half open, with its quotes. */
    record Word(int from, int to, Before before) {}

    private RoughWords(String text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    static List<Word> of(String text, int from, int to) {
        RoughWords all = new RoughWords(text, from, to);
        all.read();
        return all.words;
    }

    private void read() {
        while (at < to) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < to && text.charAt(at + 1) == '\n') {
                at += 2;
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (isOperator(c)) {
                operator(c);
            } else {
                int from = at;
                word();
                words.add(new Word(from, at, before));
                before = Before.WORD;
            }
        }
    }

    private void operator(char c) {
        at++;
        boolean twice = at < to && text.charAt(at) == c;
        if (c == '<' || c == '>') {
            before = Before.REDIRECTION;
        } else {
            before = c == '|' && !twice ? Before.PIPE : Before.START;
        }
        if (twice) {
            at++;
        }
    }

    static boolean isOperator(char c) {
        return c == ';' || c == '&' || c == '|' || c == '\n' || c == '<' || c == '>' || c == '(' || c == ')';
    }

    private void word() {
        while (at < to) {
            char c = text.charAt(at);
            if (c == '\\') {
                at = Math.min(to, at + 2);
            } else if (c == '\'' || c == '`') {
                at = behind(c, at + 1);
            } else if (c == '"') {
                doubleQuoted();
            } else if (c == '$' && at + 1 < to && text.charAt(at + 1) == '(') {
                substitution();
            } else if (c == ' ' || c == '\t' || c == '\r' || isOperator(c)) {
                return;
            } else {
                at++;
            }
        }
    }

    private int behind(char closing, int from) {
        int end = text.indexOf(closing, from);
        return end < 0 || end >= to ? to : end + 1;
    }

    private void doubleQuoted() {
        at++;
        while (at < to && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(to, at + 1);
    }

    /** Counts parentheses, whatever is quoted. */
    private void substitution() {
        int open = 0;
        while (at < to) {
            char c = text.charAt(at++);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ')' && open == 0) {
                return;
            }
        }
    }
}
