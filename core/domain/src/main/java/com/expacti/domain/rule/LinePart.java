package com.expacti.domain.rule;

import com.expacti.shell.Effective;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Word;
import com.expacti.shell.Wrappers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One simple command of a line, ready for patterns.
 *
 * @param command the command
 * @param text its words as written
 * @param words its words as marked words; empty where one holds a substitution
 * @param refusal why no glob or regex lets it through
 * @param started indexes of the words that name programs it starts besides the first one
 */
record LinePart(
        SimpleCommand command, String text, List<String> words, Optional<String> refusal, List<Integer> started) {
    /** Wrappers whose command gets words from elsewhere that nobody has seen. */
    private static final Set<String> FEEDS = Set.of("xargs", "parallel");

    static LinePart of(SimpleCommand command, String line) {
        List<String> words = new ArrayList<>();
        Optional<String> refusal = Optional.empty();
        for (Word word : command.words()) {
            Optional<String> marked = MarkedWord.of(word);
            if (marked.isEmpty()) {
                refusal = Optional.of("`%s` is worked out only when it runs; only an exact rule lets that through"
                        .formatted(word.raw()));
            }
            words.add(marked.orElse(""));
        }
        if (command.words().isEmpty()) {
            refusal = Optional.of("it only assigns or redirects, which passes only by an exact rule");
        } else if (!command.assignments().isEmpty()) {
            String name = command.assignments().getFirst().name();
            refusal = Optional.of("the assignment to `%s` in front passes only by an exact rule".formatted(name));
        }
        List<Integer> started = new ArrayList<>();
        if (refusal.isEmpty()) {
            refusal = wrapped(command, started);
        }
        return new LinePart(
                command, LineShape.textOf(command, line), List.copyOf(words), refusal, List.copyOf(started));
    }

    private static Optional<String> wrapped(SimpleCommand command, List<Integer> started) {
        for (Effective effective : Wrappers.effective(command)) {
            switch (effective) {
                case Effective.Command inner -> {
                    if (inner.via().isEmpty()) {
                        continue;
                    }
                    String via = inner.via().getLast();
                    int index = indexOf(command, inner);
                    if (inner.payload().isPresent()
                            || index < 0
                            || inner.via().stream().anyMatch(FEEDS::contains)) {
                        return Optional.of(
                                "what `%s` runs is not in words a pattern can see; only an exact rule lets it through"
                                        .formatted(via));
                    }
                    started.add(index);
                }
                case Effective.Code code -> {
                    return Optional.of("it runs %s code from its words; only an exact rule lets it through"
                            .formatted(code.language()));
                }
                case Effective.Unknown unknown -> {
                    return Optional.of("%s; only an exact rule lets it through".formatted(unknown.reason()));
                }
            }
        }
        return Optional.empty();
    }

    private static int indexOf(SimpleCommand command, Effective.Command inner) {
        if (inner.words().isEmpty()) {
            return -1;
        }
        for (int i = 0; i < command.words().size(); i++) {
            if (command.words().get(i).span().equals(inner.words().getFirst().span())) {
                return i;
            }
        }
        return -1;
    }

    /** The program's name as written, where it is plain. */
    String program() {
        return words.isEmpty() ? "" : words.getFirst();
    }
}
