package com.expacti.shell;

import com.expacti.shell.WordPart.CommandSubstitution;
import com.expacti.shell.WordPart.ProcessSubstitution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What two parsers can be compared by: every command with its words and redirections, in source order. */
final class Structure {
    /** A word as written, and what it stands for where that is known. */
    record Written(String raw, Optional<String> value) {
        boolean agreesWith(Written other) {
            return raw.equals(other.raw) && (value.isEmpty() || other.value.isEmpty() || value.equals(other.value));
        }
    }

    /**
     * A simple command, or the redirections of a compound one.
     *
     * @param depth in how many substitutions it stands
     * @param assignments names, with {@code []} for a subscript and {@code +} for {@code +=}
     * @param redirections descriptor, operator and target, as written
     */
    record Piece(boolean simple, int depth, List<String> assignments, List<Written> words, List<String> redirections) {
        boolean agreesWith(Piece other) {
            boolean words = words().size() == other.words.size();
            for (int i = 0; words && i < words().size(); i++) {
                words = words().get(i).agreesWith(other.words.get(i));
            }
            return words
                    && simple == other.simple
                    && depth == other.depth
                    && assignments.equals(other.assignments)
                    && redirections.equals(other.redirections);
        }
    }

    private record Found(Piece piece, int at) {}

    private Structure() {}

    static List<Piece> of(Parsed parsed) {
        List<Found> found = new ArrayList<>();
        collect(parsed.script(), 0, found);
        return found.stream()
                .sorted(Comparator.comparingInt(Found::at))
                .map(Found::piece)
                .toList();
    }

    static boolean agree(List<Piece> ours, List<Piece> theirs) {
        boolean agree = ours.size() == theirs.size();
        for (int i = 0; agree && i < ours.size(); i++) {
            agree = ours.get(i).agreesWith(theirs.get(i));
        }
        return agree;
    }

    private static void collect(Node node, int depth, List<Found> found) {
        if (node instanceof SimpleCommand command) {
            found.add(new Found(piece(command, depth), command.span().from()));
        }
        if (node instanceof Command.Redirected redirected) {
            Piece piece = new Piece(false, depth, List.of(), List.of(), written(redirected.redirections()));
            found.add(new Found(piece, redirected.span().from()));
        }
        boolean substitutes = node instanceof CommandSubstitution || node instanceof ProcessSubstitution;
        node.children().forEach(child -> collect(child, depth + (substitutes ? 1 : 0), found));
    }

    private static Piece piece(SimpleCommand command, int depth) {
        List<String> assignments = command.assignments().stream()
                .map(one -> one.name() + (one.subscript().isPresent() ? "[]" : "") + (one.append() ? "+" : ""))
                .toList();
        List<Written> words = command.words().stream()
                .map(word -> new Written(word.raw(), word.value()))
                .toList();
        return new Piece(true, depth, assignments, words, written(command.redirections()));
    }

    private static List<String> written(List<Redirection> redirections) {
        return redirections.stream()
                .map(one -> one.descriptor().orElse("") + one.operator().symbol() + " "
                        + one.target().raw())
                .toList();
    }
}
