package com.expacti.shell;

import java.util.Optional;

/** What must hold of every text, whatever it is. */
final class Consistency {
    private Consistency() {}

    /** Reads a text in every way and tells what is wrong with the result, if anything. */
    static Optional<String> fault(String text) {
        return switch (ShellParser.parse(text)) {
            case Unparsed unparsed -> refused(unparsed);
            case Parsed parsed -> {
                Optional<String> spans = spans(parsed);
                yield spans.isPresent() ? spans : readings(parsed);
            }
        };
    }

    private static Optional<String> refused(Unparsed unparsed) {
        boolean placed = unparsed.at() >= 0 && unparsed.at() <= unparsed.text().length();
        boolean said = !unparsed.reason().isBlank() && !unparsed.reason().endsWith(".");
        return placed && said ? Optional.empty() : Optional.of("a refusal without reason or place: " + unparsed);
    }

    /** Every span lies in its parent and the parts of a word cover it. */
    static Optional<String> spans(Parsed parsed) {
        if (!parsed.script().span().equals(new Span(0, parsed.text().length()))) {
            return Optional.of("the script does not cover the text");
        }
        return parsed.nodes().stream()
                .map(node -> fault(node, parsed))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> fault(Node node, Parsed parsed) {
        for (Node child : node.children()) {
            Span outer = node instanceof Redirection && child instanceof HereDocument
                    ? parsed.script().span()
                    : node.span();
            if (!outer.contains(child.span())) {
                return Optional.of("%s is not inside %s".formatted(child, node));
            }
        }
        return node instanceof Word word ? fault(word, parsed) : Optional.empty();
    }

    private static Optional<String> fault(Word word, Parsed parsed) {
        if (!word.span().of(parsed.text()).equals(word.raw())) {
            return Optional.of("%s is not what is written".formatted(word));
        }
        int at = word.span().from();
        for (WordPart part : word.parts()) {
            if (part.span().from() != at) {
                return Optional.of("a gap in %s".formatted(word));
            }
            at = part.span().to();
        }
        return at == word.span().to() ? Optional.empty() : Optional.of("the parts of %s end early".formatted(word));
    }

    /** What every command starts has a place in the text or a reason, and a certain value survives being quoted. */
    private static Optional<String> readings(Parsed parsed) {
        for (SimpleCommand command : parsed.simpleCommands()) {
            for (Effective effective : Wrappers.effective(command)) {
                Optional<String> fault = fault(effective, parsed);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            for (Word word : command.words()) {
                Optional<String> value = word.value();
                if (value.isPresent() && !requoted(value.get()).equals(value)) {
                    return Optional.of("%s is another word once it is quoted".formatted(word));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(Effective effective, Parsed parsed) {
        return switch (effective) {
            case Effective.Command command ->
                parsed.script().span().contains(command.command().span())
                        ? Optional.empty()
                        : Optional.of("%s stands outside the text".formatted(command));
            case Effective.Unknown unknown ->
                unknown.reason().isBlank() ? Optional.of("unknown for no reason") : Optional.empty();
            case Effective.Code code ->
                code.language().isBlank() ? Optional.of("code in no language") : Optional.empty();
        };
    }

    /** The value of a word that spells {@code value} in single quotes; itself where that would be too long to read. */
    static Optional<String> requoted(String value) {
        String quoted = ": '" + value.replace("'", "'\\''") + "'";
        return ShellParser.parse(quoted) instanceof Parsed parsed
                ? parsed.simpleCommands().getFirst().words().get(1).value()
                : Optional.of(value).filter(text -> text.length() > Budget.BYTES_MAX / 8);
    }
}
