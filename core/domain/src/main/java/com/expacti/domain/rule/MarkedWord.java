package com.expacti.domain.rule;

import com.expacti.shell.Word;
import com.expacti.shell.WordPart;
import java.util.List;
import java.util.Optional;

/**
 * A word after quote removal, in which whatever the shell would still replace is kept between marks that no wildcard
 * takes: only the same text, written by the author of the pattern, meets it.
 */
final class MarkedWord {
    /** Marks stand in a private use area; text that holds such characters itself never meets a glob or regex. */
    static final char FIRST_MARK = '\uE000';

    static final char LAST_MARK = '\uE00F';
    static final char PARAMETER = '\uE000';
    static final char QUOTED_PARAMETER = '\uE001';
    private static final char FILE_PATTERN = '\uE002';
    private static final char BRACES = '\uE003';
    static final char TILDE = '\uE004';
    static final char END = '\uE00F';

    private MarkedWord() {}

    static boolean isMark(char c) {
        return c >= FIRST_MARK && c <= LAST_MARK;
    }

    static boolean hasMark(String marked) {
        for (int i = 0; i < marked.length(); i++) {
            if (isMark(marked.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The word as a pattern meets it; empty where it holds a substitution or arithmetic, which no pattern meets. */
    static Optional<String> of(Word word) {
        Optional<String> value = word.value();
        if (value.isPresent()) {
            return value;
        }
        StringBuilder marked = new StringBuilder();
        return append(word, word.parts(), false, marked) ? Optional.of(marked.toString()) : Optional.empty();
    }

    private static boolean append(Word word, List<WordPart> parts, boolean quoted, StringBuilder marked) {
        for (WordPart part : parts) {
            if (!append(word, part, quoted, marked)) {
                return false;
            }
        }
        return true;
    }

    static boolean append(Word word, WordPart part, boolean quoted, StringBuilder marked) {
        return switch (part) {
            case WordPart.Literal literal -> {
                marked.append(literal.text());
                yield true;
            }
            case WordPart.DoubleQuoted text -> !text.localized() && append(word, text.parts(), true, marked);
            case WordPart.ParameterExpansion parameter -> {
                char mark = quoted ? QUOTED_PARAMETER : PARAMETER;
                marked.append(mark).append(written(word, parameter)).append(END);
                yield parameter.plain();
            }
            case WordPart.Glob glob -> {
                marked.append(FILE_PATTERN).append(glob.text());
                yield true;
            }
            case WordPart.Tilde tilde -> {
                marked.append(TILDE).append(tilde.text());
                yield true;
            }
            case WordPart.BraceExpansion braces -> {
                marked.append(BRACES).append(written(word, braces)).append(END);
                yield braces.parts().stream().allMatch(inner -> inner instanceof WordPart.Literal);
            }
            case WordPart.CommandSubstitution _,
                    WordPart.ProcessSubstitution _,
                    WordPart.ArithmeticExpansion _,
                    WordPart.ArrayValue _ -> false;
        };
    }

    private static String written(Word word, WordPart part) {
        int start = word.span().from();
        return word.raw().substring(part.span().from() - start, part.span().to() - start);
    }

    /** Writes what stands at a mark as the shell would read it again; the offset of its last character. */
    static int write(String marked, int at, StringBuilder text) {
        char mark = marked.charAt(at);
        if (mark == TILDE || mark == FILE_PATTERN) {
            return at;
        }
        int end = marked.indexOf(END, at);
        String quote = mark == QUOTED_PARAMETER ? "\"" : "";
        text.append(quote).append(marked, at + 1, end).append(quote);
        return end;
    }

    /** The word as a person would read it; what isn't known stands as written. For matching broadly only. */
    static String readable(Word word) {
        Optional<String> marked = of(word);
        if (marked.isEmpty()) {
            return word.raw();
        }
        String text = marked.get();
        if (!hasMark(text)) {
            return text;
        }
        return unmarked(text);
    }

    /** The text without its marks. */
    static String unmarked(String marked) {
        StringBuilder plain = new StringBuilder(marked.length());
        for (int i = 0; i < marked.length(); i++) {
            if (!isMark(marked.charAt(i))) {
                plain.append(marked.charAt(i));
            }
        }
        return plain.toString();
    }

    /** How many of the path's segments climb. */
    static int climbs(String text) {
        int found = 0;
        int at = text.indexOf("..");
        while (at >= 0) {
            boolean opens = at == 0 || isBorder(text.charAt(at - 1));
            boolean ends = at + 2 == text.length() || isBorder(text.charAt(at + 2));
            found += opens && ends ? 1 : 0;
            at = text.indexOf("..", at + 2);
        }
        return found;
    }

    /** What may stand beside {@code ..} when it climbs: slashes, and what joins a path to an option or a list. */
    private static boolean isBorder(char c) {
        return c == '/' || c == '=' || c == ':' || c == ',' || c == '@' || c == '\\' || Character.isWhitespace(c);
    }
}
