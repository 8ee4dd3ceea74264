package com.expacti.shell;

import com.expacti.shell.WordPart.DoubleQuoted;
import com.expacti.shell.WordPart.Literal;
import com.expacti.shell.WordPart.Quoting;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads quotes, escapes and what they hold (bash manual, "Quoting"). */
final class PartReader {
    /** Where a {@code $} or backtick stands. */
    enum Place {
        UNQUOTED,
        DOUBLE_QUOTES,
        DOCUMENT;

        boolean quoted() {
            return this != UNQUOTED;
        }
    }

    private final Reading in;

    PartReader(Reading in) {
        this.in = in;
    }

    /** Reads one quote, escape or expansion of unquoted text, if one starts here. */
    boolean special(PartList list) {
        return switch (in.cursor.peek()) {
            case '\\' -> taken(list, this::escaped);
            case '\'' -> taken(list, this::single);
            case '"' -> taken(list, () -> doubleQuoted(in.cursor.at(), false));
            case '`', '$' -> expansion(list, Place.UNQUOTED);
            default -> false;
        };
    }

    private boolean taken(PartList list, Supplier<WordPart> reader) {
        list.endPlain();
        list.add(reader.get());
        return true;
    }

    /** Reads what a {@code $} or backtick starts; a {@code $} that starts nothing is left to be taken as plain. */
    boolean expansion(PartList list, Place place) {
        if (in.cursor.peek() == '`') {
            return taken(list, () -> in.dollars.backtick(place));
        }
        list.endPlain();
        Optional<WordPart> part = in.dollars.dollar(place);
        part.ifPresent(list::add);
        return part.isPresent();
    }

    private WordPart escaped() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        if (cursor.raw(1) == Cursor.END) {
            throw cursor.fail("the text ends with a backslash");
        }
        boolean pair = Character.isHighSurrogate((char) cursor.raw(1)) && cursor.raw(2) != Cursor.END;
        cursor.moveTo(from + (pair ? 3 : 2));
        return new Literal(cursor.source().text(from + 1, cursor.at()), Quoting.BACKSLASH, cursor.spanFrom(from));
    }

    private WordPart single() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        int end = cursor.source().find('\'', from + 1);
        if (end < 0) {
            throw cursor.fail("a single quote is not closed");
        }
        String text = cursor.source().text(from + 1, end);
        noteLineFeeds(text);
        cursor.moveTo(end + 1);
        return new Literal(text, Quoting.SINGLE, cursor.spanFrom(from));
    }

    /** Called with the cursor at the opening double quote. */
    WordPart doubleQuoted(int from, boolean localized) {
        Cursor cursor = in.cursor;
        int open = cursor.at();
        cursor.advance();
        PartList list = new PartList(cursor, Quoting.DOUBLE);
        while (true) {
            list.takeRun(Units.ORDINARY_IN_QUOTES);
            switch (cursor.peek()) {
                case Cursor.END -> throw cursor.failAt("a double quote is not closed", open);
                case '"' -> {
                    List<WordPart> parts = list.finish();
                    cursor.advance();
                    return new DoubleQuoted(parts, localized, cursor.spanFrom(from));
                }
                default -> quotedUnit(list, Place.DOUBLE_QUOTES);
            }
        }
    }

    /** The body of an unquoted here-document, to the end of the source. */
    List<WordPart> document() {
        PartList list = new PartList(in.cursor, Quoting.DOUBLE);
        while (!in.cursor.atEnd()) {
            quotedUnit(list, Place.DOCUMENT);
            list.takeRun(Units.ORDINARY_IN_QUOTES);
        }
        return list.finish();
    }

    private void quotedUnit(PartList list, Place place) {
        Cursor cursor = in.cursor;
        int unit = cursor.peek();
        if ((unit == '$' || unit == '`') && expansion(list, place)) {
            return;
        }
        if (unit == '\\' && isEscapable(cursor.raw(1), place)) {
            list.endPlain();
            list.add(escaped());
            return;
        }
        if (unit == '\n' && place == Place.DOUBLE_QUOTES) {
            in.documents.lineFeedInWord();
        }
        list.takePlain();
    }

    private static boolean isEscapable(int unit, Place place) {
        return unit == '$' || unit == '`' || unit == '\\' || unit == '"' && place == Place.DOUBLE_QUOTES;
    }

    /** {@code $'…'} with the cursor at the dollar sign. */
    WordPart ansiC() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        cursor.expect("$'", "a quote is expected");
        int start = cursor.at();
        while (cursor.raw(0) != '\'') {
            if (cursor.raw(0) == Cursor.END) {
                throw cursor.failAt("a $' quote is not closed", from);
            }
            cursor.moveTo(cursor.at() + (cursor.raw(0) == '\\' && cursor.raw(1) != Cursor.END ? 2 : 1));
        }
        String written = cursor.source().text(start, cursor.at());
        noteLineFeeds(written);
        cursor.advance();
        String value = AnsiCQuote.decode(written)
                .orElseThrow(() -> cursor.failAt("a $' quote holds an escape whose value is not certain", from));
        return new Literal(value, Quoting.ANSI_C, cursor.spanFrom(from));
    }

    private void noteLineFeeds(String text) {
        if (text.indexOf('\n') >= 0) {
            in.documents.lineFeedInWord();
        }
    }
}
