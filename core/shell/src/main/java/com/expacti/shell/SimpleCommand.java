package com.expacti.shell;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Assignments, words and redirections as bash runs them. {@code words} is empty for a command that only assigns or
 * redirects. Redirections may stand anywhere among the words; they are listed in source order.
 */
public record SimpleCommand(List<Assignment> assignments, List<Word> words, List<Redirection> redirections, Span span)
        implements Command {
    public SimpleCommand {
        assignments = List.copyOf(assignments);
        words = List.copyOf(words);
        redirections = List.copyOf(redirections);
    }

    /** The first word's value; empty when there is no word or its value is not known for certain. */
    public Optional<String> name() {
        return words.isEmpty() ? Optional.empty() : words.getFirst().value();
    }

    @Override
    public List<Node> children() {
        if (assignments.isEmpty() && redirections.isEmpty()) {
            return List.copyOf(words);
        }
        return Trees.join(assignments, words, redirections).stream()
                .sorted(Comparator.comparingInt(node -> node.span().from()))
                .toList();
    }
}
