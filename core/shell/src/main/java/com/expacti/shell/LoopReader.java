package com.expacti.shell;

import com.expacti.shell.Command.ArithmeticFor;
import com.expacti.shell.Command.For;
import com.expacti.shell.Command.Loop;
import com.expacti.shell.Command.Select;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads loops (bash manual, "Looping Constructs"). */
final class LoopReader {
    private final Reading in;

    LoopReader(Reading in) {
        this.in = in;
    }

    Command loop(int from, boolean until) {
        Script condition = in.scripts.body("before `do`");
        Script body = body();
        return new Loop(until, condition, body, in.cursor.spanFrom(from));
    }

    private Script body() {
        in.compounds.expectWord("do", "`do` is missing");
        Script body = in.scripts.body("after `do`");
        in.compounds.expectWord("done", "`done` is missing");
        return body;
    }

    Command each(int from) {
        in.scripts.blanks();
        if (in.cursor.lookingAt("((")) {
            return arithmetic(from);
        }
        String name = variable();
        Optional<List<Word>> words = words();
        Script body = body();
        return new For(name, words, body, in.cursor.spanFrom(from));
    }

    Command select(int from) {
        in.scripts.blanks();
        String name = variable();
        Optional<List<Word>> words = words();
        Script body = body();
        return new Select(name, words, body, in.cursor.spanFrom(from));
    }

    private String variable() {
        String name = in.words.name();
        boolean ends = Units.endsWord(in.cursor.peek()) && !in.words.atWord();
        if (!Units.isName(name) || !ends) {
            throw in.cursor.fail("a loop's variable is not a plain name");
        }
        return name;
    }

    private Optional<List<Word>> words() {
        Cursor cursor = in.cursor;
        in.scripts.blanks();
        if (cursor.peek() == ';') {
            cursor.advance();
            in.scripts.lineFeeds();
            return Optional.empty();
        }
        int before = cursor.at();
        in.scripts.lineFeeds();
        boolean lineFeed = cursor.at() > before;
        if (!ReservedWords.accept(cursor, "in")) {
            return Optional.empty();
        }
        // Inside a `case`, bash takes what follows for a pattern then.
        if (lineFeed && in.compounds.isInCase()) {
            throw cursor.fail("a loop's `in` on a line of its own has no certain meaning inside `case`");
        }
        List<Word> words = new ArrayList<>();
        in.scripts.blanks();
        // Inside a `case`, bash takes this `esac` for the end of it.
        if (ReservedWords.at(cursor, "esac")) {
            throw cursor.fail("`esac` as a loop's first word has no certain meaning");
        }
        while (in.words.atWord()) {
            words.add(in.words.word(WordReader.Kind.ARGUMENT));
            in.scripts.blanks();
        }
        boolean ends = cursor.peek() == ';' || cursor.peek() == '\n' || cursor.peek() == '#';
        if (!ends || in.scripts.caseArmEnds()) {
            throw cursor.fail("a loop's words are not followed by `;` or a line feed");
        }
        cursor.accept(";");
        in.scripts.lineFeeds();
        return Optional.of(words);
    }

    private Command arithmetic(int from) {
        Cursor cursor = in.cursor;
        int open = cursor.at();
        cursor.accept("((");
        List<WordPart> header = in.arithmetic.parenthesized(open, ";");
        long semicolons = header.stream()
                .flatMap(part -> part.value().stream())
                .flatMapToInt(String::chars)
                .filter(unit -> unit == ';')
                .count();
        if (semicolons != 2) {
            throw cursor.failAt("an arithmetic `for` has not exactly two semicolons", open);
        }
        in.scripts.blanks();
        if (cursor.peek() == ';' && !in.scripts.caseArmEnds()) {
            cursor.advance();
        }
        in.scripts.lineFeeds();
        Script body = body();
        return new ArithmeticFor(header, body, cursor.spanFrom(from));
    }
}
