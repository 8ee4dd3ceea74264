package com.expacti.shell;

import com.expacti.shell.WordPart.ArithmeticExpansion;
import com.expacti.shell.WordPart.Literal;
import com.expacti.shell.WordPart.Quoting;
import java.util.List;

/**
 * Reads arithmetic. Two opening parentheses may also start nested subshells; shells decide that by looking ahead, each
 * in its own way, so anything but plain arithmetic closed by two adjacent parentheses is refused.
 */
final class ArithmeticReader {
    private static final String ALLOWED = "+-*/%<>=!&|^~?:,[]#_ \t\n.";

    private final Reading in;

    ArithmeticReader(Reading in) {
        this.in = in;
    }

    /** The rest of {@code $((…))}, with the cursor at the second parenthesis. */
    WordPart expansion(int from) {
        in.cursor.advance();
        List<WordPart> parts = parenthesized(from, "");
        return new ArithmeticExpansion(parts, in.cursor.spanFrom(from));
    }

    /** {@code $[…]}, the old form. */
    WordPart bracketed() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        cursor.accept("$[");
        in.budget.enter(cursor.source().origin(from));
        List<WordPart> parts = inside(']', from, "");
        cursor.expect("]", "a `$[` is not closed");
        in.budget.leave();
        return new ArithmeticExpansion(parts, cursor.spanFrom(from));
    }

    /** Text after two opening parentheses and the two closing ones. */
    List<WordPart> parenthesized(int from, String alsoAllowed) {
        in.budget.enter(in.cursor.source().origin(from));
        List<WordPart> parts = inside(')', from, alsoAllowed);
        if (in.cursor.raw(0) != ')' || in.cursor.raw(1) != ')') {
            throw in.cursor.failAt("two opening parentheses may be arithmetic or nested commands", from);
        }
        in.cursor.moveTo(in.cursor.at() + 2);
        in.budget.leave();
        return parts;
    }

    private List<WordPart> inside(char close, int from, String alsoAllowed) {
        Cursor cursor = in.cursor;
        PartList list = new PartList(cursor, Quoting.NONE);
        int parentheses = 0;
        int brackets = 0;
        while (true) {
            int unit = cursor.raw(0);
            boolean closes = unit == close && parentheses == 0 && brackets == 0;
            if (closes) {
                List<WordPart> parts = list.finish();
                requireNoHiddenSubstitution(parts, from);
                return parts;
            }
            parentheses += unit == '(' ? 1 : unit == ')' ? -1 : 0;
            brackets += unit == '[' ? 1 : unit == ']' ? -1 : 0;
            if (unit == Cursor.END || parentheses < 0 || brackets < 0) {
                throw cursor.failAt("arithmetic is not closed where it should be", from);
            }
            unit(list, unit, alsoAllowed);
        }
    }

    private void unit(PartList list, int unit, String alsoAllowed) {
        if (unit == '"' || unit == '$' || unit == '`') {
            boolean odd = unit == '$' && (in.cursor.raw(1) == '\'' || in.cursor.raw(1) == '"');
            if (odd || !in.parts.special(list)) {
                throw in.cursor.fail("arithmetic holds a `$` that is not understood");
            }
            return;
        }
        boolean known = Units.continuesName(unit) || unit == '(' || unit == ')' || ALLOWED.indexOf(unit) >= 0;
        boolean process = (unit == '<' || unit == '>') && in.cursor.raw(1) == '(';
        if (process || !known && alsoAllowed.indexOf(unit) < 0) {
            throw in.cursor.fail("arithmetic holds `%s`, which is not understood".formatted(Character.toString(unit)));
        }
        if (unit == '\n') {
            in.documents.lineFeedInWord();
        }
        list.takePlain();
    }

    /**
     * Arithmetic is expanded again after quote removal, so a substitution that is quoted here would still run:
     * {@code a['$(rm x)']}.
     */
    void requireNoHiddenSubstitution(List<WordPart> parts, int from) {
        for (WordPart part : parts) {
            for (Node node : part instanceof WordPart.DoubleQuoted quoted ? quoted.parts() : List.of(part)) {
                if (node instanceof Literal literal && hides(literal.text())) {
                    throw in.cursor.failAt("arithmetic holds a quoted `$` or backtick, which may still run", from);
                }
            }
        }
    }

    static boolean hides(String text) {
        return text.indexOf('$') >= 0 || text.indexOf('`') >= 0;
    }
}
