package com.expacti.shell;

import com.expacti.shell.PartReader.Place;
import com.expacti.shell.WordPart.ParameterExpansion;
import com.expacti.shell.WordPart.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads <code>${…}</code> (bash manual, "Shell Parameter Expansion"). */
final class ParameterReader {
    private static final List<String> OPERATORS = List.of(
            ":-", ":=", ":?", ":+", "##", "%%", "//", "/#", "/%", "^^", ",,", "-", "=", "?", "+", "#", "%", "/", "^",
            ",", ":");
    private static final Set<Integer> TRANSFORMS =
            Set.of((int) 'U', (int) 'u', (int) 'L', (int) 'Q', (int) 'E', (int) 'A', (int) 'K', (int) 'a', (int) 'k');

    private final Reading in;

    ParameterReader(Reading in) {
        this.in = in;
    }

    WordPart braced(Place place) {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        in.budget.enter(cursor.source().origin(from));
        cursor.accept("${");
        ParameterExpansion part = inside(place, from);
        in.budget.leave();
        return part;
    }

    private ParameterExpansion inside(Place place, int from) {
        Cursor cursor = in.cursor;
        String prefix = prefix();
        String name = name();
        List<Word> operands = new ArrayList<>();
        if (cursor.peek() == '[' && Units.isName(name)) {
            operands.add(in.words.subscript());
        }
        boolean plain = prefix.isEmpty() && operands.isEmpty() && cursor.peek() == '}';
        String operator = prefix;
        if (cursor.peek() != '}') {
            operator = prefix.equals("#") ? refuse(from) : prefix + operator(prefix, from);
            if (!operator.contains("@") && !operator.endsWith("*")) {
                operands.add(operand(operator, place));
            }
        }
        cursor.expect("}", "a `${` is not closed, or holds something that is not understood");
        return new ParameterExpansion(name, plain, operator, operands, cursor.spanFrom(from));
    }

    // `${#}` `${!}` and `${#-x}` style expansions are about $# and $!; `${#x}` is a length, `${!x}` goes by name.
    private String prefix() {
        Cursor cursor = in.cursor;
        int unit = cursor.peek();
        int next = cursor.peekNext();
        boolean goesOn = Units.continuesName(next) || next == '@' || next == '*';
        if ((unit == '#' || unit == '!') && goesOn) {
            cursor.advance();
            return Character.toString(unit);
        }
        return "";
    }

    private String name() {
        Cursor cursor = in.cursor;
        int unit = cursor.peek();
        if (Units.startsName(unit)) {
            return in.words.name();
        }
        StringBuilder name = new StringBuilder();
        while (Units.isDigit(cursor.peek())) {
            name.append((char) cursor.peek());
            cursor.advance();
        }
        if (name.isEmpty() && Units.isSpecialParameter(unit)) {
            name.append((char) unit);
            cursor.advance();
            boolean ends = cursor.peek() == '}' || unit != '#' && unit != '!';
            if (!ends) {
                throw cursor.fail("an expansion of `$%s` with an operator is not certain".formatted(name));
            }
        }
        if (name.isEmpty()) {
            throw cursor.fail("a `${` is not followed by a parameter's name");
        }
        return name.toString();
    }

    private String operator(String prefix, int from) {
        Cursor cursor = in.cursor;
        if (cursor.accept("@")) {
            int transform = cursor.peek();
            if (transform == 'P') {
                throw cursor.fail("an expansion with `@P` runs what the variable's value says");
            }
            if (TRANSFORMS.contains(transform)) {
                cursor.advance();
                return "@" + Character.toString(transform);
            }
            return prefix.equals("!") && transform == '}' ? "@" : refuse(from);
        }
        if (prefix.equals("!") && cursor.accept("*")) {
            return "*";
        }
        return OPERATORS.stream().filter(cursor::accept).findFirst().orElseGet(() -> refuse(from));
    }

    private String refuse(int from) {
        throw in.cursor.failAt("a `${` expansion has an operator that is not understood", from);
    }

    /** Everything up to the closing brace. */
    private Word operand(String operator, Place place) {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        PartList list = new PartList(cursor, place.quoted() ? Quoting.DOUBLE : Quoting.NONE);
        while (cursor.peek() != '}') {
            requireCertain(place);
            int unit = cursor.peek();
            boolean expands = unit == '$' || unit == '`';
            if (!(expands ? in.parts.expansion(list, place) : in.parts.special(list))) {
                list.takePlain();
            }
        }
        Word word = new Word(list.finish(), cursor.writtenFrom(from), cursor.spanFrom(from));
        if (operator.equals(":") || operator.equals("!:")) {
            in.arithmetic.requireNoHiddenSubstitution(word.parts(), from);
        }
        return word;
    }

    /** Refuses what shells, or bash in different quotes, read differently. */
    private void requireCertain(Place place) {
        Cursor cursor = in.cursor;
        int unit = cursor.peek();
        boolean quotesDiffer = place.quoted() && (unit == '\'' || unit == '$' && cursor.peekNext() == '\'')
                || place.quoted() && unit == '$' && cursor.peekNext() == '"'
                || place == Place.DOCUMENT && (unit == '"' || unit == '\\');
        boolean process = (unit == '<' || unit == '>') && cursor.peekNext() == '(';
        if (unit == Cursor.END) {
            throw cursor.fail("a `${` is not closed");
        }
        if (quotesDiffer || process || unit == '{') {
            throw cursor.fail("`%s` inside `${` has no certain meaning".formatted(Character.toString(unit)));
        }
        if (unit == '\n') {
            in.documents.lineFeedInWord();
        }
    }
}
