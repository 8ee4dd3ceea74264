package com.expacti.shell;

import com.expacti.shell.PartReader.Place;
import com.expacti.shell.WordPart.CommandSubstitution;
import com.expacti.shell.WordPart.ParameterExpansion;
import com.expacti.shell.WordPart.ProcessSubstitution;
import java.util.List;
import java.util.Optional;

/** Reads what a dollar sign or a backtick starts. */
final class DollarReader {
    private final Reading in;

    DollarReader(Reading in) {
        this.in = in;
    }

    /** Empty, with the cursor unmoved, when the dollar sign here is an ordinary character. */
    Optional<WordPart> dollar(Place place) {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        int next = cursor.peekNext();
        return switch (next) {
            case '(' -> Optional.of(parenthesis(from));
            case '{' -> Optional.of(in.parameters.braced(place));
            case '[' -> Optional.of(in.arithmetic.bracketed());
            case '\'' -> place.quoted() ? Optional.empty() : Optional.of(in.parts.ansiC());
            case '"' -> place.quoted() ? Optional.empty() : Optional.of(localized(from));
            default -> parameter(from, next);
        };
    }

    private WordPart localized(int from) {
        in.cursor.accept("$");
        in.cursor.peek();
        return in.parts.doubleQuoted(from, true);
    }

    private Optional<WordPart> parameter(int from, int next) {
        boolean oneUnit = Units.isDigit(next) || Units.isSpecialParameter(next);
        if (!oneUnit && !Units.startsName(next)) {
            return Optional.empty();
        }
        in.cursor.accept("$");
        String name = oneUnit ? takeUnit() : in.words.name();
        return Optional.of(new ParameterExpansion(name, true, "", List.of(), in.cursor.spanFrom(from)));
    }

    private String takeUnit() {
        String unit = Character.toString(in.cursor.peek());
        in.cursor.advance();
        return unit;
    }

    private WordPart parenthesis(int from) {
        Cursor cursor = in.cursor;
        cursor.accept("$(");
        if (cursor.peek() == '(') {
            return in.arithmetic.expansion(from);
        }
        Script script = substituted(from);
        return new CommandSubstitution(script, false, cursor.spanFrom(from));
    }

    /** {@code <(…)} or {@code >(…)} with the cursor at its first unit. */
    WordPart processSubstitution() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        boolean output = cursor.peek() == '>';
        cursor.advance();
        cursor.expect("(", "a parenthesis is expected");
        Script script = substituted(from);
        return new ProcessSubstitution(script, output, cursor.spanFrom(from));
    }

    private Script substituted(int from) {
        in.budget.enter(in.cursor.source().origin(from));
        Script script = in.documents.suspendedDuring(in.scripts::script);
        in.cursor.peek();
        if (in.cursor.atEnd()) {
            throw in.cursor.failAt("a parenthesis is not closed", from);
        }
        in.cursor.expect(")", "`%s` is not expected here".formatted(Character.toString(in.cursor.peek())));
        in.budget.leave();
        return script;
    }

    /**
     * Old-style substitution: a backslash before {@code $}, backtick or backslash is dropped before the inside is read
     * (POSIX XCU 2.6.3), which is what lets backticks nest.
     */
    WordPart backtick(Place place) {
        Cursor cursor = in.cursor;
        Source source = cursor.source();
        int from = cursor.at();
        Source.Builder inside = source.picking();
        int index = from + 1;
        while (source.at(index) != '`') {
            if (source.at(index) == Cursor.END) {
                throw cursor.failAt("a backtick is not closed", from);
            }
            if (source.at(index) == '\n') {
                in.documents.lineFeedInWord();
            }
            boolean escape = source.at(index) == '\\';
            requireCertain(index, place);
            boolean dropped = escape && source.at(index + 1) >= 0 && "$`\\".indexOf(source.at(index + 1)) >= 0;
            int unit = dropped ? index + 1 : index;
            inside.add((char) source.at(unit), source.origin(index));
            index = unit + 1;
        }
        cursor.moveTo(index + 1);
        in.budget.enter(source.origin(from));
        Script script = new Reading(inside.build(source.origin(index)), in.budget).script();
        in.budget.leave();
        return new CommandSubstitution(script, true, cursor.spanFrom(from));
    }

    // Shells disagree on \" in backticks in double quotes, and on continued lines in quotes in backticks.
    private void requireCertain(int index, Place place) {
        Source source = in.cursor.source();
        int next = source.at(index + 1);
        if (source.at(index) == '\\' && (next == '\n' || next == '"' && place.quoted())) {
            throw in.cursor.failAt("a backslash inside backticks has no certain meaning", index);
        }
    }
}
