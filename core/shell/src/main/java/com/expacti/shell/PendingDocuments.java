package com.expacti.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Here-documents whose operator was read and whose body is still to come. Bodies stand right after the line feed that
 * ends the command line; where a line feed comes earlier, inside quotes or a substitution, shells disagree, so that is
 * refused.
 */
final class PendingDocuments {
    private record Pending(HereDocument document, String delimiter, boolean stripped, int at) {}

    private record Line(int from, int to, int next, boolean joined) {}

    private final Reading in;
    private List<Pending> pending = new ArrayList<>();
    private int suspended;

    PendingDocuments(Reading in) {
        this.in = in;
    }

    HereDocument announce(Word delimiter, boolean stripped, int at) {
        String value = delimiter.value().orElse("");
        if (value.isEmpty()
                || value.indexOf('\n') >= 0
                || Trees.all(delimiter).stream().anyMatch(this::isOdd)) {
            throw in.cursor.failAt("the here-document delimiter `%s` is not plain text".formatted(delimiter.raw()), at);
        }
        HereDocument document = new HereDocument(delimiter.parts().stream().anyMatch(PendingDocuments::isQuote));
        pending.add(new Pending(document, value, stripped, at));
        return document;
    }

    private static boolean isQuote(WordPart part) {
        if (!(part instanceof WordPart.Literal literal)) {
            return true;
        }
        return switch (literal.quoting()) {
            case NONE -> false;
            case BACKSLASH -> !literal.text().isEmpty();
            case SINGLE, DOUBLE, ANSI_C -> true;
        };
    }

    private boolean isOdd(Node node) {
        return node instanceof WordPart.Literal literal && literal.quoting() == WordPart.Quoting.ANSI_C;
    }

    /** Runs a reader for text inside which this line's here-documents can't start. */
    <T> T suspendedDuring(Supplier<T> reader) {
        List<Pending> outer = pending;
        suspended += outer.size();
        pending = new ArrayList<>();
        T result = reader.get();
        requireNone();
        pending = outer;
        suspended -= outer.size();
        return result;
    }

    void requireNone() {
        if (!pending.isEmpty()) {
            Pending first = pending.getFirst();
            throw in.cursor.failAt("the here-document `%s` has no lines after it".formatted(first.delimiter), first.at);
        }
    }

    /** Called for a line feed that is part of a word. */
    void lineFeedInWord() {
        if (!pending.isEmpty() || suspended > 0) {
            throw in.cursor.fail("a line feed inside a word comes before a here-document's lines");
        }
    }

    /** Called with the cursor just after a line feed that ends a command line; passes the bodies. */
    void lineFeed() {
        if (suspended > 0) {
            throw in.cursor.fail("a line feed inside a substitution comes before a here-document's lines");
        }
        if (pending.isEmpty()) {
            return;
        }
        List<Pending> now = pending;
        pending = new ArrayList<>();
        now.forEach(this::readBody);
    }

    private void readBody(Pending document) {
        Cursor cursor = in.cursor;
        Source source = cursor.source();
        int start = cursor.at();
        Source.Builder lines = source.picking();
        while (cursor.at() < source.length()) {
            Line line = line(cursor.at(), !document.document.quoted());
            int from = document.stripped ? pastTabs(line.from) : line.from;
            if (source.text(from, line.to).equals(document.delimiter)) {
                fill(document, lines.build(source.origin(line.from)), start, line.from);
                cursor.moveTo(line.next);
                return;
            }
            refuseHiddenDelimiter(document, line);
            // Stripped tabs belong to the unit after them, so that parts have no gaps.
            lines.add((char) source.at(from), source.origin(line.from));
            lines.copy(source, from + 1, line.next);
            cursor.moveTo(line.next);
        }
        throw cursor.failAt(
                "the here-document has no line that is exactly `%s`".formatted(document.delimiter), document.at);
    }

    /** A line; when continuations count, one that goes on over backslashes before line feeds. */
    private Line line(int from, boolean continuations) {
        Source source = in.cursor.source();
        int index = from;
        boolean joined = false;
        while (source.at(index) != '\n' && source.at(index) != Cursor.END) {
            if (continuations && source.at(index) == '\\' && source.at(index + 1) != Cursor.END) {
                joined |= source.at(index + 1) == '\n';
                index++;
            }
            index++;
        }
        return new Line(from, index, Math.min(index + 1, source.length()), joined);
    }

    // Shells disagree on whether a delimiter may be put together from, or stand after, continued lines.
    private void refuseHiddenDelimiter(Pending document, Line line) {
        if (!line.joined) {
            return;
        }
        String text = in.cursor.source().text(line.from, line.to);
        boolean hidden = text.replace("\\\n", "").strip().equals(document.delimiter.strip())
                || text.lines().anyMatch(piece -> piece.strip().equals(document.delimiter.strip()));
        if (hidden) {
            throw in.cursor.failAt("a continued line hides the here-document delimiter", line.from);
        }
    }

    private int pastTabs(int from) {
        int index = from;
        while (in.cursor.source().at(index) == '\t') {
            index++;
        }
        return index;
    }

    private void fill(Pending document, Source lines, int from, int to) {
        Span span = in.cursor.source().span(from, to);
        String raw = in.cursor.source().written(from, to);
        if (document.document.quoted()) {
            WordPart data = new WordPart.Literal(lines.text(0, lines.length()), WordPart.Quoting.SINGLE, span);
            document.document.fill(new Word(raw.isEmpty() ? List.of() : List.of(data), raw, span));
            return;
        }
        Reading nested = new Reading(lines, in.budget);
        in.budget.enter(span.from());
        document.document.fill(new Word(nested.parts.document(), raw, span));
        in.budget.leave();
    }
}
