package com.expacti.shell;

import com.expacti.shell.Command.AndOr;
import com.expacti.shell.Command.Coproc;
import com.expacti.shell.Command.Pipeline;
import com.expacti.shell.Script.Item;
import com.expacti.shell.Script.Separator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists, {@code &&} and {@code ||}, and pipelines (bash manual, "Lists of Commands", "Pipelines"). */
final class ScriptReader {
    private final Reading in;

    ScriptReader(Reading in) {
        this.in = in;
    }

    /** Passes blanks. */
    void blanks() {
        while (Units.isBlank(in.cursor.peek())) {
            in.cursor.advance();
        }
    }

    /** Passes blanks, comments and line feeds, and with the line feeds the bodies of here-documents. */
    void lineFeeds() {
        blanks();
        while (comment() || lineFeed()) {
            blanks();
        }
    }

    private boolean comment() {
        Cursor cursor = in.cursor;
        if (cursor.peek() != '#') {
            return false;
        }
        int end = cursor.source().find('\n', cursor.at());
        cursor.moveTo(end < 0 ? cursor.source().length() : end);
        return true;
    }

    private boolean lineFeed() {
        if (in.cursor.peek() != '\n') {
            return false;
        }
        in.cursor.advance();
        in.documents.lineFeed();
        return true;
    }

    /** Commands up to something that can't go on a list; possibly none. */
    Script script() {
        int from = in.cursor.at();
        List<Item> items = new ArrayList<>();
        lineFeeds();
        boolean open = true;
        while (open && !listEnds()) {
            Item item = item();
            items.add(item);
            open = item.separator() != Separator.END;
            lineFeeds();
        }
        return new Script(items, in.cursor.spanFrom(from));
    }

    /** Commands, at least one. */
    Script body(String where) {
        Script body = script();
        if (body.items().isEmpty()) {
            throw in.cursor.fail("a command is missing " + where);
        }
        return body;
    }

    private boolean listEnds() {
        Cursor cursor = in.cursor;
        int unit = cursor.peek();
        return unit == Cursor.END
                || unit == ')'
                || caseArmEnds()
                || ReservedWords.at(cursor).filter(ReservedWords::closes).isPresent();
    }

    boolean caseArmEnds() {
        return in.cursor.lookingAt(";;") || in.cursor.lookingAt(";&");
    }

    private Item item() {
        int from = in.cursor.at();
        Command command = andOr();
        blanks();
        Separator separator = separator();
        return new Item(command, separator, in.cursor.spanFrom(from));
    }

    private Separator separator() {
        Cursor cursor = in.cursor;
        comment();
        if (caseArmEnds()) {
            return Separator.END;
        }
        if (cursor.accept(";")) {
            return Separator.SEMICOLON;
        }
        if (cursor.peek() == '&' && cursor.peekNext() != '&') {
            cursor.advance();
            return Separator.BACKGROUND;
        }
        return lineFeed() ? Separator.NEWLINE : Separator.END;
    }

    private Command andOr() {
        int from = in.cursor.at();
        List<Command> commands = new ArrayList<>();
        List<AndOr.Operator> operators = new ArrayList<>();
        commands.add(pipeline());
        int end = in.cursor.at();
        blanks();
        for (boolean and = in.cursor.accept("&&"); and || in.cursor.accept("||"); and = in.cursor.accept("&&")) {
            operators.add(and ? AndOr.Operator.AND : AndOr.Operator.OR);
            lineFeeds();
            commands.add(pipeline());
            end = in.cursor.at();
            blanks();
        }
        return operators.isEmpty()
                ? commands.getFirst()
                : new AndOr(commands, operators, in.cursor.source().span(from, end));
    }

    private Command pipeline() {
        Cursor cursor = in.cursor;
        cursor.peek();
        int from = cursor.at();
        boolean timed = false;
        boolean negated = false;
        for (Optional<String> word = ReservedWords.at(cursor); isPrefix(word); word = ReservedWords.at(cursor)) {
            cursor.accept(word.orElseThrow());
            boolean time = word.filter("time"::equals).isPresent();
            timed |= time;
            negated ^= !time;
            requirePlainPrefix(time);
        }
        boolean prefixed = timed || cursor.at() > from;
        if (prefixed && bareMayEnd()) {
            return new Pipeline(timed, negated, List.of(), List.of(), cursor.spanFrom(from));
        }
        return piped(from, timed, negated, prefixed);
    }

    // A bare `!` or `time` ends with the line or at `;`, and at no other operator (parse.y: BANG list_terminator).
    private boolean bareMayEnd() {
        Cursor cursor = in.cursor;
        return cursor.atEnd() || cursor.peek() == '\n' || cursor.peek() == ';' && !caseArmEnds();
    }

    private static boolean isPrefix(Optional<String> word) {
        return word.filter(text -> text.equals("!") || text.equals("time")).isPresent();
    }

    // `!(` is a pattern with extglob on; `time -x` runs a program in one mode and takes an option in another.
    private void requirePlainPrefix(boolean time) {
        if (in.cursor.peek() == '(' && !time) {
            throw in.cursor.fail("`!(` may be a pattern or a negated subshell");
        }
        blanks();
        if (time
                && in.cursor.lookingAt("-p")
                && Units.endsWord(in.cursor.source().at(in.cursor.at() + 2))) {
            in.cursor.accept("-p");
            blanks();
        }
        if (time && in.cursor.peek() == '-') {
            throw in.cursor.fail("`time` is followed by an option that is not understood");
        }
    }

    private Command piped(int from, boolean timed, boolean negated, boolean prefixed) {
        Cursor cursor = in.cursor;
        List<Command> commands = new ArrayList<>();
        List<Pipeline.Pipe> pipes = new ArrayList<>();
        commands.add(command());
        int end = cursor.at();
        blanks();
        while (cursor.peek() == '|' && cursor.peekNext() != '|') {
            pipes.add(cursor.accept("|&") ? Pipeline.Pipe.OUTPUT_AND_ERRORS : pipe());
            int piped = cursor.at();
            lineFeeds();
            if (ReservedWords.at(cursor, "!")) {
                throw cursor.fail("`!` is not expected after a pipe");
            }
            // Right behind the pipe it is the program of that name; on another line the keyword, which bash refuses
            // here.
            if (ReservedWords.at(cursor, "time") && lineFeedSince(piped)) {
                throw cursor.fail("`time` on a line of its own after a pipe has no certain meaning");
            }
            commands.add(command());
            end = cursor.at();
            blanks();
        }
        return pipes.isEmpty() && !prefixed
                ? commands.getFirst()
                : new Pipeline(timed, negated, commands, pipes, cursor.source().span(from, end));
    }

    private boolean lineFeedSince(int from) {
        int at = in.cursor.source().find('\n', from);
        return at >= 0 && at < in.cursor.at();
    }

    private Pipeline.Pipe pipe() {
        in.cursor.accept("|");
        return Pipeline.Pipe.OUTPUT;
    }

    private Command command() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        if (!ReservedWords.accept(cursor, "coproc")) {
            return in.compounds.startsHere() ? in.compounds.redirected() : simple();
        }
        blanks();
        if (ReservedWords.at(cursor, "function")) {
            throw cursor.fail("a function is not expected after `coproc`");
        }
        Optional<Word> name = in.compounds.startsHere() ? Optional.empty() : coprocName();
        Command command = in.compounds.startsHere() ? in.compounds.redirected() : in.simple.command(true);
        return new Coproc(name, command, cursor.spanFrom(from));
    }

    private Command simple() {
        Optional<String> reserved = ReservedWords.at(in.cursor);
        // `time` right after a pipe is the program of that name; `in` and `]]` mean nothing here.
        if (reserved.isPresent() && !reserved.get().equals("time")) {
            throw in.cursor.fail("`%s` is not expected here".formatted(reserved.get()));
        }
        return in.simple.command(false);
    }

    private Optional<Word> coprocName() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        if (ReservedWords.at(cursor).isPresent()) {
            throw cursor.fail("a reserved word after `coproc` is not understood");
        }
        String name = in.words.name();
        boolean whole = Units.isBlank(cursor.peek());
        Span span = cursor.spanFrom(from);
        String raw = cursor.writtenFrom(from);
        blanks();
        if (ReservedWords.at(cursor, "function")) {
            throw cursor.fail("a function is not expected after `coproc`");
        }
        if (!whole || !Units.isName(name) || !in.compounds.startsHere()) {
            cursor.moveTo(from);
            return Optional.empty();
        }
        WordPart literal = new WordPart.Literal(name, WordPart.Quoting.NONE, span);
        return Optional.of(new Word(List.of(literal), raw, span));
    }
}
