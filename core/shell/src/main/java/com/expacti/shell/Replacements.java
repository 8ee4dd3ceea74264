package com.expacti.shell;

import com.expacti.shell.WordPart.BraceExpansion;
import com.expacti.shell.WordPart.Glob;
import com.expacti.shell.WordPart.Literal;
import com.expacti.shell.WordPart.Quoting;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds brackets and braces that bash could replace. Errs towards "could": a word wrongly held to be uncertain is only
 * asked about.
 */
final class Replacements {
    private Replacements() {}

    /** A bracket with no closing one after it is an ordinary character, as in the command {@code [}. */
    static List<WordPart> settleBrackets(List<WordPart> parts) {
        if (!anyBracket(parts)) {
            return parts;
        }
        int lastClosing = -1;
        for (int i = 0; i < parts.size(); i++) {
            lastClosing =
                    parts.get(i) instanceof Literal literal && literal.text().indexOf(']') >= 0 ? i : lastClosing;
        }
        List<WordPart> settled = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            WordPart part = parts.get(i);
            settled.add(isBracket(part) && i > lastClosing ? new Literal("[", Quoting.NONE, part.span()) : part);
        }
        return settled;
    }

    private static boolean anyBracket(List<WordPart> parts) {
        for (WordPart part : parts) {
            if (isBracket(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBracket(WordPart part) {
        return part instanceof Glob glob && glob.text().equals("[");
    }

    /** Puts everything from the first open to the last closed brace into one part, if a comma or {@code ..} is in it. */
    static List<WordPart> markBraces(List<WordPart> parts) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < parts.size(); i++) {
            first = first < 0 && unquoted(parts.get(i)).indexOf('{') >= 0 ? i : first;
            last = unquoted(parts.get(i)).indexOf('}') >= 0 ? i : last;
        }
        if (first < 0 || last < first) {
            return parts;
        }
        StringBuilder between = new StringBuilder();
        for (WordPart part : parts.subList(first, last + 1)) {
            between.append(unquoted(part));
        }
        int open = between.indexOf("{");
        int close = between.lastIndexOf("}");
        boolean multiplies = close > open
                && (between.substring(open, close).contains(",")
                        || between.substring(open, close).contains(".."));
        return multiplies ? gather(parts, first, last) : parts;
    }

    private static List<WordPart> gather(List<WordPart> parts, int first, int last) {
        Span span = parts.get(first).span().union(parts.get(last).span());
        List<WordPart> gathered = new ArrayList<>(parts.subList(0, first));
        gathered.add(new BraceExpansion(parts.subList(first, last + 1), span));
        gathered.addAll(parts.subList(last + 1, parts.size()));
        return gathered;
    }

    private static String unquoted(WordPart part) {
        return part instanceof Literal(String text, Quoting quoting, Span _) && quoting == Quoting.NONE ? text : "";
    }
}
