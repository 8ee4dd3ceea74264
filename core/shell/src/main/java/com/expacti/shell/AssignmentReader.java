package com.expacti.shell;

import com.expacti.shell.WordPart.ArrayElement;
import com.expacti.shell.WordPart.ArrayValue;
import com.expacti.shell.WordPart.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads assignments, and array values after {@code name=}. */
final class AssignmentReader {
    private final Reading in;

    AssignmentReader(Reading in) {
        this.in = in;
    }

    /** The assignment that starts here, where one may stand; the cursor stays otherwise. */
    Optional<Assignment> next() {
        Cursor cursor = in.cursor;
        if (!Units.startsName(cursor.peek())) {
            return Optional.empty();
        }
        int from = cursor.at();
        String name = in.words.name();
        boolean subscripted = cursor.peek() == '[';
        Optional<Word> subscript = subscripted ? Optional.of(in.words.subscript()) : Optional.empty();
        boolean append = cursor.lookingAt("+=");
        if (!append && cursor.peek() != '=') {
            if (subscripted) {
                throw cursor.failAt("a subscript is not followed by `=`", from);
            }
            cursor.moveTo(from);
            return Optional.empty();
        }
        cursor.accept(append ? "+=" : "=");
        Word value = value(subscripted);
        return Optional.of(new Assignment(name, subscript, append, value, cursor.spanFrom(from)));
    }

    private Word value(boolean subscripted) {
        Cursor cursor = in.cursor;
        if (cursor.peek() != '(') {
            return in.words.word(WordReader.Kind.VALUE);
        }
        if (subscripted) {
            throw cursor.fail("an array can't be an array's element");
        }
        int from = cursor.at();
        ArrayValue array = array();
        Word word = new Word(List.of(array), cursor.writtenFrom(from), cursor.spanFrom(from));
        requireWordEnd();
        return word;
    }

    /** {@code name=(…)} as an argument of a declaration command; empty, with the cursor unmoved, if it is none. */
    Optional<Word> declaredArray() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        PartList list = new PartList(cursor, Quoting.NONE);
        while (Units.continuesName(cursor.peek()) || cursor.peek() == '+' || cursor.peek() == '=') {
            list.takePlain();
        }
        String plain = cursor.peek() == '(' ? list.plain().toString() : "";
        boolean append = plain.endsWith("+=");
        String name = plain.substring(0, Math.max(0, plain.length() - (append ? 2 : 1)));
        if (!plain.endsWith("=") || !Units.isName(name)) {
            cursor.moveTo(from);
            return Optional.empty();
        }
        list.endPlain();
        list.add(array());
        Word word = in.words.finish(list, WordReader.Kind.VALUE, from);
        requireWordEnd();
        return Optional.of(word);
    }

    private void requireWordEnd() {
        if (in.words.atWord() || in.cursor.peek() == '(' || in.cursor.peek() == '#') {
            throw in.cursor.fail("something follows an array's closing parenthesis");
        }
    }

    private ArrayValue array() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        cursor.expect("(", "an array is expected");
        in.budget.enter(cursor.source().origin(from));
        List<ArrayElement> elements = in.documents.suspendedDuring(this::elements);
        cursor.expect(")", "an array is not closed, or holds an operator");
        in.budget.leave();
        return new ArrayValue(elements, cursor.spanFrom(from));
    }

    private List<ArrayElement> elements() {
        List<ArrayElement> elements = new ArrayList<>();
        in.scripts.lineFeeds();
        while (in.words.atWord()) {
            elements.add(element());
            in.scripts.lineFeeds();
        }
        return elements;
    }

    private ArrayElement element() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        if (cursor.peek() != '[') {
            Word value = in.words.word(WordReader.Kind.ARGUMENT);
            return new ArrayElement(Optional.empty(), value, value.span());
        }
        Word subscript = in.words.subscript();
        if (!cursor.accept("+=") && !cursor.accept("=")) {
            throw cursor.failAt("a bracket in an array is not followed by `=`", from);
        }
        Word value = in.words.word(WordReader.Kind.VALUE);
        return new ArrayElement(Optional.of(subscript), value, cursor.spanFrom(from));
    }
}
