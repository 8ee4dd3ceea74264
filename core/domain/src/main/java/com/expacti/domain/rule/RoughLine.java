package com.expacti.domain.rule;

import com.expacti.shell.Effort;
import com.expacti.shell.Parsed;
import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Word;
import com.expacti.shell.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line whose commands are known, but not in time what they start: each command's words as a shell reads them, and the
 * words of each text inside a word. A denied program may stand behind any of them, so that more is found here than runs.
 */
final class RoughLine {
    private static final String OPERATORS = "\n;|&()`";
    private static final String BETWEEN_WORDS = " \t\r<>'\"";

    /** How many words behind a program's name are looked at, where it does not stand first. */
    private static final int WORDS_MAX = 256;

    private final List<List<String>> commands = new ArrayList<>();

    private RoughLine() {}

    /** The words of each command, and of each piece of a text in a word between operators. */
    static List<List<String>> commands(Parsed line) {
        RoughLine rough = new RoughLine();
        for (SimpleCommand command : line.simpleCommands()) {
            Effort.spend(16 + 4L * command.words().size());
            List<String> words = new ArrayList<>(command.words().size());
            command.words().forEach(word -> words.add(MarkedWord.readable(word)));
            rough.commands.add(words);
            List<String> spelled = Spelling.of(command);
            if (!spelled.isEmpty()) {
                rough.commands.add(spelled);
            }
            command.words().forEach(rough::inside);
            command.redirections()
                    .forEach(
                            redirection -> redirection.document().ifPresent(document -> rough.inside(document.body())));
        }
        return rough.commands;
    }

    static String program(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    static List<String> from(List<String> words, int at) {
        return at == 0 ? words : words.subList(at, Math.min(words.size(), at + WORDS_MAX));
    }

    /** The commands that a word may hold, if it is handed to a shell. */
    private void inside(Word word) {
        Optional<String> value = word.value();
        if (value.isPresent()) {
            inside(value.get());
        } else if (word.parts().size() > 1 || !(word.parts().getFirst() instanceof WordPart.CommandSubstitution)) {
            StringBuilder text = new StringBuilder();
            word.parts().forEach(part -> spell(part, text));
            inside(text.toString());
        }
    }

    /** What a part says itself; the commands of a substitution are commands of the line. */
    private static void spell(WordPart part, StringBuilder text) {
        switch (part) {
            case WordPart.Literal literal -> text.append(literal.text());
            case WordPart.DoubleQuoted quoted -> quoted.parts().forEach(inner -> spell(inner, text));
            case WordPart.BraceExpansion braces -> braces.parts().forEach(inner -> spell(inner, text));
            case WordPart.ParameterExpansion parameter -> text.append('$').append(parameter.name());
            case WordPart.Glob glob -> text.append(glob.text());
            case WordPart.Tilde tilde -> text.append(tilde.text());
            case WordPart.CommandSubstitution _,
                    WordPart.ProcessSubstitution _,
                    WordPart.ArithmeticExpansion _,
                    WordPart.ArrayValue _ -> text.append('_');
        }
    }

    private void inside(String text) {
        if (text.indexOf(' ') < 0 && text.indexOf('\n') < 0) {
            return;
        }
        Effort.spend(16 + text.length());
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int at = 0; at <= text.length(); at++) {
            boolean operator = at == text.length() || OPERATORS.indexOf(text.charAt(at)) >= 0;
            if (operator || BETWEEN_WORDS.indexOf(text.charAt(at)) >= 0) {
                if (at > from) {
                    words.add(text.substring(from, at));
                }
                from = at + 1;
                if (operator && !words.isEmpty()) {
                    commands.add(words);
                    words = new ArrayList<>();
                }
            }
        }
    }
}
