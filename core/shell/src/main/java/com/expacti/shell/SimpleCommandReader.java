package com.expacti.shell;

import com.expacti.shell.WordPart.ArrayValue;
import com.expacti.shell.WordPart.Literal;
import com.expacti.shell.WordPart.ProcessSubstitution;
import com.expacti.shell.WordPart.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads assignments, words and redirections up to an operator, and functions of the form {@code name() …}. */
final class SimpleCommandReader {
    /** Commands after which {@code name=(…)} is one argument. */
    private static final Set<String> DECLARATIONS = Set.of("declare", "typeset", "local", "export", "readonly");

    private final Reading in;

    SimpleCommandReader(Reading in) {
        this.in = in;
    }

    /** @param coproc whether the command stands after {@code coproc}, where a second word may be a reserved word */
    Command command(boolean coproc) {
        Cursor cursor = in.cursor;
        cursor.peek();
        int from = cursor.at();
        int end = from;
        List<Assignment> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        while (element(assignments, words, redirections)) {
            end = cursor.at();
            in.scripts.blanks();
            if (cursor.peek() == '(') {
                return function(from, assignments, words, redirections, coproc);
            }
            requireNoReservedWord(assignments, words, redirections, coproc);
            requireNoLateArray(assignments, words, redirections);
        }
        if (end == from) {
            throw cursor.fail(cursor.atEnd() ? "a command is missing at the end" : unexpected());
        }
        Span span = cursor.source().span(from, end);
        in.budget.countCommand(span.from());
        return new SimpleCommand(assignments, words, redirections, span);
    }

    private String unexpected() {
        int unit = in.cursor.peek();
        return unit == '\n'
                ? "a command is missing before a line feed"
                : "`%s` is not expected here".formatted(Character.toString(unit));
    }

    private boolean element(List<Assignment> assignments, List<Word> words, List<Redirection> redirections) {
        Optional<Redirection> redirection = in.redirections.next();
        if (redirection.isPresent()) {
            return redirections.add(redirection.get());
        }
        if (!in.words.atWord()) {
            return false;
        }
        Optional<Assignment> assignment = words.isEmpty() ? in.assignments.next() : Optional.empty();
        if (assignment.isPresent()) {
            return assignments.add(assignment.get());
        }
        Optional<Word> array = declares(words) ? in.assignments.declaredArray() : Optional.empty();
        return words.add(array.isPresent() ? array.get() : in.words.word(WordReader.Kind.ARGUMENT));
    }

    private static boolean declares(List<Word> words) {
        // A bare word has more than one part only where a `$` or a bracket is in it, and no such name has.
        return !words.isEmpty()
                && words.getFirst().parts().size() == 1
                && words.getFirst().parts().getFirst() instanceof Literal literal
                && literal.quoting() == Quoting.NONE
                && DECLARATIONS.contains(literal.text());
    }

    private static boolean isBare(Word word) {
        return word.parts().stream()
                .allMatch(part -> part instanceof Literal literal && literal.quoting() == Quoting.NONE);
    }

    // bash takes some of these as keywords and some as words, by release and mode.
    private void requireNoReservedWord(
            List<Assignment> assignments, List<Word> words, List<Redirection> redirections, boolean coproc) {
        if (words.size() != 1) {
            return;
        }
        boolean first = !(assignments.isEmpty() && redirections.isEmpty());
        String word =
                first && isBare(words.getFirst()) ? words.getFirst().value().orElse("") : "";
        if (ReservedWords.isReservedLater(word)) {
            throw in.cursor.fail("`%s` after an assignment or redirection has no certain meaning".formatted(word));
        }
        if (coproc && (ReservedWords.at(in.cursor).isPresent() || startsAssignment())) {
            throw in.cursor.fail("what follows `coproc` and a word has no certain meaning");
        }
    }

    // Behind `<` or `>`, other than in front of everything, bash takes an array's parenthesis for an operator
    // (parse.y, read_token: PST_ASSIGNOK ends with any metacharacter).
    private void requireNoLateArray(List<Assignment> assignments, List<Word> words, List<Redirection> redirections) {
        if (words.isEmpty() && assignments.isEmpty()) {
            return;
        }
        Word last = words.isEmpty() ? assignments.getLast().value() : words.getLast();
        if (!holdsArray(last)) {
            return;
        }
        int first = (assignments.isEmpty()
                        ? words.getFirst().span()
                        : assignments.getFirst().span())
                .from();
        int here = last.span().from();
        boolean redirected = redirections.stream()
                .anyMatch(one -> one.span().from() > first && one.span().from() < here);
        boolean substituted = words.stream()
                .anyMatch(word -> word.parts().stream().limit(1).anyMatch(part -> part instanceof ProcessSubstitution));
        if (redirected || substituted) {
            throw in.cursor.fail("an array after a redirection or process substitution has no certain meaning");
        }
    }

    private static boolean holdsArray(Word word) {
        for (WordPart part : word.parts()) {
            if (part instanceof ArrayValue) {
                return true;
            }
        }
        return false;
    }

    private boolean startsAssignment() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        String name = in.words.name();
        boolean starts = Units.isName(name) && (cursor.peek() == '[' || cursor.peek() == '=' || cursor.lookingAt("+="));
        cursor.moveTo(from);
        return starts;
    }

    private Command function(
            int from, List<Assignment> assignments, List<Word> words, List<Redirection> redirections, boolean coproc) {
        Cursor cursor = in.cursor;
        boolean named = words.size() == 1 && assignments.isEmpty() && redirections.isEmpty() && !coproc;
        if (!named || !isBare(words.getFirst())) {
            throw cursor.fail("a parenthesis is not expected here");
        }
        cursor.accept("(");
        in.scripts.blanks();
        cursor.expect(")", "a parenthesis is not expected here");
        return in.compounds.functionBody(words.getFirst(), from);
    }
}
