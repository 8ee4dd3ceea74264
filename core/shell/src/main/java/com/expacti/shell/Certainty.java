package com.expacti.shell;

import com.expacti.shell.WordPart.DoubleQuoted;
import com.expacti.shell.WordPart.Glob;
import com.expacti.shell.WordPart.Literal;
import com.expacti.shell.WordPart.Tilde;
import java.util.List;

/** What can be said about a word whose value is not known. */
final class Certainty {
    private Certainty() {}

    /** Whether the word stays exactly one word, whatever its expansions hold. */
    static boolean isOneWord(Word word) {
        return word.value().isPresent() || word.parts().stream().allMatch(Certainty::staysTogether);
    }

    /** Whether every word it becomes is an operand: none can start with a dash. */
    static boolean cannotBeOption(Word word) {
        if (word.parts().isEmpty()) {
            return true;
        }
        WordPart first = word.parts().getFirst();
        boolean safeStart = first instanceof Tilde || first instanceof Literal literal && startsPlain(literal.text());
        return safeStart && word.parts().stream().allMatch(part -> part instanceof Glob || staysTogether(part));
    }

    private static boolean startsPlain(String text) {
        return !text.isEmpty() && text.charAt(0) != '-';
    }

    // "$@" and "${a[@]}" become any number of words even in double quotes.
    private static boolean staysTogether(WordPart part) {
        return part instanceof Literal
                || part instanceof Tilde
                || part instanceof DoubleQuoted quoted
                        && Trees.all(quoted).stream().noneMatch(Certainty::spreads);
    }

    private static boolean spreads(Node node) {
        return node instanceof WordPart.ParameterExpansion expansion
                && (expansion.name().equals("@")
                        || expansion.operator().contains("@")
                        || expansion.operator().startsWith("!")
                        || expansion.operands().stream()
                                .anyMatch(operand -> operand.raw().contains("@")));
    }

    /** The words' values, or nothing if one is not known. */
    static boolean allKnown(List<Word> words) {
        return words.stream().allMatch(word -> word.value().isPresent());
    }
}
