package com.expacti.shell;

import com.expacti.shell.WordPart.Literal;
import com.expacti.shell.WordPart.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads shell text that stands in another command's words. */
final class Payloads {
    private static final int LEVELS_MAX = 8;

    private Payloads() {}

    /** What runs when {@code words}, put together with blanks as {@code eval} and {@code ssh} do, are given to a shell. */
    static List<Effective> joined(Call call, List<Word> words, String wrapper) {
        if (call.filling().appends()) {
            return call.unknown("words added at run time become shell text in `%s`".formatted(wrapper));
        }
        return read(call, words, wrapper);
    }

    /** What runs when one word is given to a shell. */
    static List<Effective> read(Call call, List<Word> words, String wrapper) {
        if (!Certainty.allKnown(words)) {
            return call.unknown("the text given to `%s` is not known for certain".formatted(wrapper));
        }
        Source.Builder builder = Source.detached();
        for (Word word : words) {
            if (!builder.text().isEmpty() || word != words.getFirst()) {
                builder.add(' ', word.span().from());
            }
            word.parts().forEach(part -> spell(part, builder));
        }
        int end = words.isEmpty() ? call.origin().span().to() : end(words.getLast());
        return parse(call, builder.build(end), wrapper);
    }

    /** What runs when an option's value is given to a shell, as a word of its own or at the end of the option's. */
    static List<Effective> ofOption(Call call, Options.Seen option, String wrapper) {
        if (call.filling().appends()
                && option.word().equals(Optional.of(call.words().getLast()))) {
            return call.unknown("words added at run time become shell text in `%s`".formatted(wrapper));
        }
        return option.value()
                .map(text -> parse(call, spelled(option, text), wrapper))
                .orElseGet(() -> call.unknown("the text given to `%s` is not known for certain".formatted(wrapper)));
    }

    /** The words a value is split into, when shell and splitter agree on them: no expansion, pattern or operator. */
    static Optional<List<Word>> words(Call call, Options.Seen option) {
        String text = option.value().orElse("");
        boolean single = !call.filling().touches(text)
                && ShellParser.parse(spelled(option, text), text) instanceof Parsed parsed
                && parsed.isSingleSimpleCommand();
        if (!single) {
            // Assignments in front are words to whoever splits, so the whole is read again behind a plain one.
            return Optional.empty();
        }
        Parsed parsed = (Parsed) ShellParser.parse(spelled(option, text), text);
        List<Word> words = parsed.simpleCommands().getFirst().words();
        return Certainty.allKnown(words) ? Optional.of(words) : Optional.empty();
    }

    /** A tail of an option's word, or all of a word of its own; each unit points at itself where that can be told. */
    private static Source spelled(Options.Seen option, String text) {
        Word word = option.word().orElseThrow();
        if (word.value().filter(text::equals).isPresent()) {
            Source.Builder whole = Source.detached();
            word.parts().forEach(part -> spell(part, whole));
            return whole.build(end(word));
        }
        Source.Builder builder = Source.detached();
        text.chars().forEach(unit -> builder.add((char) unit, word.span().from()));
        return builder.build(word.span().to());
    }

    /** What runs when a here-document or here-string is the shell's input. */
    static Optional<List<Effective>> input(Call call, String wrapper) {
        return body(call.origin()).map(word -> read(call, List.of(word), wrapper));
    }

    /** The word that is standard input, if the last redirection of it is a here-document or here-string. */
    static Optional<Word> body(SimpleCommand command) {
        Optional<Word> body = Optional.empty();
        for (Redirection redirection : command.redirections()) {
            boolean input = redirection.descriptor().map("0"::equals).orElseGet(() -> reads(redirection.operator()));
            if (input) {
                boolean string = redirection.operator() == Redirection.Operator.HERE_STRING;
                body = string
                        ? Optional.of(redirection.target())
                        : redirection.document().map(HereDocument::body);
            }
        }
        return body;
    }

    private static boolean reads(Redirection.Operator operator) {
        return switch (operator) {
            case READ, READ_WRITE, DUPLICATE_INPUT, HERE_DOCUMENT, HERE_DOCUMENT_STRIPPED, HERE_STRING -> true;
            case WRITE, APPEND, CLOBBER, DUPLICATE_OUTPUT, WRITE_BOTH, APPEND_BOTH -> false;
        };
    }

    static List<Effective> parse(Call call, Source source, String wrapper) {
        String text = source.text(0, source.length());
        if (call.levels() >= LEVELS_MAX) {
            return call.unknown("shells are nested more than %d levels deep".formatted(LEVELS_MAX));
        }
        if (call.filling().touches(text)) {
            return call.unknown("a placeholder becomes shell text in `%s`".formatted(wrapper));
        }
        return switch (ShellParser.parse(source, text)) {
            case Unparsed unparsed ->
                call.unknown("the text given to `%s` can't be read: %s".formatted(wrapper, unparsed.reason()));
            case Parsed parsed -> resolve(call, parsed, wrapper);
        };
    }

    private static List<Effective> resolve(Call call, Parsed parsed, String wrapper) {
        List<Effective> all = new ArrayList<>();
        for (SimpleCommand command : parsed.simpleCommands()) {
            all.addAll(Wrappers.resolve(call.within(command, wrapper, parsed)));
        }
        return all;
    }

    /** Where the last unit of a word ends, without the quote that may follow it. */
    private static int end(Word word) {
        if (word.parts().isEmpty()) {
            return word.span().to();
        }
        WordPart last = word.parts().getLast();
        if (last instanceof WordPart.DoubleQuoted quoted && !quoted.parts().isEmpty()) {
            return quoted.parts().getLast().span().to();
        }
        boolean quote = last instanceof Literal literal
                && literal.quoting() == Quoting.SINGLE
                && literal.span().length() == literal.text().length() + 2;
        return word.span().to() - (quote ? 1 : 0);
    }

    /** Adds a part's value; each unit points at itself where that can be told, else at the part's start. */
    private static void spell(WordPart part, Source.Builder builder) {
        if (part instanceof WordPart.DoubleQuoted quoted) {
            quoted.parts().forEach(inner -> spell(inner, builder));
            return;
        }
        if (part instanceof Literal(String text, Quoting quoting, Span span)) {
            int quote = quoting == Quoting.SINGLE && span.length() == text.length() + 2 ? 1 : 0;
            boolean exact = span.length() == text.length() + 2 * quote && quoting != Quoting.ANSI_C;
            for (int i = 0; i < text.length(); i++) {
                builder.add(text.charAt(i), span.from() + (exact ? quote + i : 0));
            }
        }
    }
}
