package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.stream.Collectors;

/** What the commands of a text start, one line each, so that a test can be read. */
final class Started {
    private Started() {}

    /** {@code sudo > rm x}, {@code python: print(1)} or {@code ?}; a word that is not known is an underscore. */
    static List<String> by(String text) {
        return commands(text).stream()
                .flatMap(command -> Wrappers.effective(command).stream())
                .map(Started::shown)
                .toList();
    }

    static List<SimpleCommand> commands(String text) {
        return assertInstanceOf(Parsed.class, ShellParser.parse(text), text).simpleCommands();
    }

    private static String shown(Effective effective) {
        return switch (effective) {
            case Effective.Command command -> via(command.via()) + words(command.words());
            case Effective.Code code -> via(code.via()) + code.language() + ": " + code.text();
            case Effective.Unknown unknown -> via(unknown.via()) + "?";
        };
    }

    private static String via(List<String> names) {
        return names.stream().map(name -> name + " > ").collect(Collectors.joining());
    }

    private static String words(List<Word> words) {
        return words.stream().map(word -> word.value().orElse("_")).collect(Collectors.joining(" "));
    }
}
