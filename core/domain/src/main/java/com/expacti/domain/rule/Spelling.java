package com.expacti.domain.rule;

import com.expacti.shell.SimpleCommand;
import com.expacti.shell.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One spelling for what a shell replaces by the same: {@code $X}, <code>${X}</code> and both in quotes; {@code ~} is
 * {@code $HOME}, {@code ~+} and {@code ~-} are {@code $PWD} and {@code $OLDPWD}. For matching broadly only: an allow rule
 * takes what its author wrote. Text in single quotes is no expansion and stays as it is.
 */
final class Spelling {
    private static final String OPEN = "\uE000$";
    private static final String END = "\uE00F";
    private static final Pattern WRITTEN = Pattern.compile("\uE000\\$([^\uE00F]+)\uE00F");

    /** Longer commands are matched by globs in every spelling, by regexes and exact rules as they stand. */
    private static final int CHARACTERS_MAX = 8_192;

    private Spelling() {}

    /** Whether a marked word has anything with more than one spelling. */
    static boolean isOpen(String marked) {
        return marked.indexOf(MarkedWord.PARAMETER) >= 0
                || marked.indexOf(MarkedWord.QUOTED_PARAMETER) >= 0
                || marked.indexOf(MarkedWord.TILDE) >= 0;
    }

    /** A marked word in the one spelling, where only that stands between marks; {@code \0} stands for a wildcard. */
    static String of(String marked) {
        StringBuilder text = new StringBuilder(marked.length() + 8);
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            if (c == MarkedWord.PARAMETER || c == MarkedWord.QUOTED_PARAMETER) {
                int end = marked.indexOf(MarkedWord.END, i);
                boolean braces = marked.charAt(i + 2) == '{';
                text.append(OPEN)
                        .append(marked, i + (braces ? 3 : 2), braces ? end - 1 : end)
                        .append(END);
                i = end;
            } else if (c == MarkedWord.TILDE) {
                i += tilde(marked, i + 1, text);
            } else if (!MarkedWord.isMark(c)) {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** Writes what a {@code ~} stands for, or leaves it where it names somebody; how many characters of it were read. */
    private static int tilde(String marked, int at, StringBuilder text) {
        char sign = at + 1 < marked.length() ? marked.charAt(at + 1) : '/';
        boolean signed = sign == '+' || sign == '-';
        int end = at + (signed ? 2 : 1);
        boolean alone = end >= marked.length() || "/:\0".indexOf(marked.charAt(end)) >= 0;
        if (!alone) {
            return 0;
        }
        text.append(OPEN)
                .append(sign == '+' ? "PWD" : sign == '-' ? "OLDPWD" : "HOME")
                .append(END);
        return end - at;
    }

    /** The same word without slashes at the end of a directory that is named by it alone. */
    static String stripped(String spelled) {
        int end = spelled.length();
        while (end > 0 && spelled.charAt(end - 1) == '/') {
            end--;
        }
        boolean named = end > 0 && end < spelled.length() && spelled.charAt(end - 1) == MarkedWord.END;
        return named ? spelled.substring(0, end) : spelled;
    }

    /** The words of a command in the one spelling; empty where no word has another. */
    static List<String> of(SimpleCommand command) {
        List<String> words = new ArrayList<>(command.words().size());
        boolean open = false;
        for (Word word : command.words()) {
            String marked = word.value().isPresent() ? "" : MarkedWord.of(word).orElse("");
            boolean spelled = isOpen(marked);
            open |= spelled;
            words.add(spelled ? of(marked) : MarkedWord.readable(word));
        }
        return open ? List.copyOf(words) : List.of();
    }

    /** The text of such words as each author may have written it. */
    static Set<String> texts(List<String> spelled) {
        Set<String> texts = new LinkedHashSet<>();
        String joined = String.join(" ", spelled);
        if (spelled.isEmpty() || joined.length() > CHARACTERS_MAX) {
            return texts;
        }
        String stripped =
                String.join(" ", spelled.stream().map(Spelling::stripped).toList());
        for (String text : List.of(joined, stripped)) {
            texts.add(written(text, "$%s"));
            texts.add(written(text, "${%s}"));
            texts.add(written(text.replace(OPEN + "HOME" + END, "~"), "$%s"));
        }
        return texts;
    }

    private static String written(String text, String form) {
        return MarkedWord.unmarked(
                WRITTEN.matcher(text).replaceAll(found -> Matcher.quoteReplacement(form.formatted(found.group(1)))));
    }
}
