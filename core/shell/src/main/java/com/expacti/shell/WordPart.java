package com.expacti.shell;

import java.util.List;
import java.util.Optional;

/** A piece of a word. */
public sealed interface WordPart extends Node {
    /** What the piece becomes, when that is known for certain. */
    default Optional<String> value() {
        return Optional.empty();
    }

    @Override
    default List<Node> children() {
        return List.of();
    }

    /** How a literal was protected. */
    enum Quoting {
        NONE,
        /** One character behind a backslash; an empty value is a line continuation. */
        BACKSLASH,
        /** {@code '…'}; the span takes in the quotes. */
        SINGLE,
        /** Plain text inside {@code "…"}, or in the body of a here-document. */
        DOUBLE,
        /** {@code $'…'}, decoded; the span takes in the quotes. */
        ANSI_C
    }

    /** Text that stands for itself. */
    record Literal(String text, Quoting quoting, Span span) implements WordPart {
        @Override
        public Optional<String> value() {
            return Optional.of(text);
        }
    }

    /** {@code "…"}, or {@code $"…"} when {@code localized}: then a message catalogue may change it. */
    record DoubleQuoted(List<WordPart> parts, boolean localized, Span span) implements WordPart {
        public DoubleQuoted {
            parts = List.copyOf(parts);
        }

        @Override
        public Optional<String> value() {
            return localized ? Optional.empty() : new Word(parts, "", span).value();
        }

        @Override
        public List<Node> children() {
            return List.copyOf(parts);
        }
    }

    /**
     * {@code $x}, <code>${x}</code> or <code>${x…}</code>.
     *
     * @param name the parameter: a name, digits or one of {@code @*#?-$!}
     * @param plain no operator and no subscript, so only the parameter's value
     * @param operator as written, such as {@code :-}, {@code #} or {@code @P}; {@code #} or {@code !} in front of the
     *     name when the operator stands there; empty when plain or only a subscript
     * @param operands subscript, then the operator's words, in source order
     */
    record ParameterExpansion(String name, boolean plain, String operator, List<Word> operands, Span span)
            implements WordPart {
        public ParameterExpansion {
            operands = List.copyOf(operands);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(operands);
        }
    }

    /** {@code $(…)}, or <code>`…`</code> when {@code backtick}, whose spans point into the text as written. */
    record CommandSubstitution(Script script, boolean backtick, Span span) implements WordPart {
        @Override
        public List<Node> children() {
            return List.of(script);
        }
    }

    /** {@code <(…)}, or {@code >(…)} when {@code output}. */
    record ProcessSubstitution(Script script, boolean output, Span span) implements WordPart {
        @Override
        public List<Node> children() {
            return List.of(script);
        }
    }

    /** {@code $((…))} or {@code $[…]}; {@code parts} is the text inside. */
    record ArithmeticExpansion(List<WordPart> parts, Span span) implements WordPart {
        public ArithmeticExpansion {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(parts);
        }
    }

    /** An unquoted {@code *}, {@code ?}, {@code [} or extended pattern opener that file names may replace. */
    record Glob(String text, Span span) implements WordPart {}

    /** Text from the first unquoted <code>{</code> to the last <code>}</code> that bash may multiply. */
    record BraceExpansion(List<WordPart> parts, Span span) implements WordPart {
        public BraceExpansion {
            parts = List.copyOf(parts);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(parts);
        }
    }

    /** {@code ~} or {@code ~name} where bash replaces it with a directory. */
    record Tilde(String text, Span span) implements WordPart {}

    /** {@code (a b [k]=c)} after {@code name=}. */
    record ArrayValue(List<ArrayElement> elements, Span span) implements WordPart {
        public ArrayValue {
            elements = List.copyOf(elements);
        }

        @Override
        public List<Node> children() {
            return List.copyOf(elements);
        }
    }

    /** One element of an array value. */
    record ArrayElement(Optional<Word> subscript, Word value, Span span) implements Node {
        @Override
        public List<Node> children() {
            return Trees.join(subscript.stream().toList(), List.of(value));
        }
    }
}
