package com.expacti.shell;

import com.expacti.shell.Command.Arithmetic;
import com.expacti.shell.Command.Branch;
import com.expacti.shell.Command.Case;
import com.expacti.shell.Command.CaseArm;
import com.expacti.shell.Command.FunctionDefinition;
import com.expacti.shell.Command.Group;
import com.expacti.shell.Command.If;
import com.expacti.shell.Command.Redirected;
import com.expacti.shell.Command.Subshell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads compound commands and functions (bash manual, "Compound Commands", "Shell Functions"). */
final class CompoundReader {
    private static final Set<String> OPENERS =
            Set.of("if", "for", "select", "while", "until", "case", "function", "{", "[[");

    private final Reading in;
    private int openCases;

    CompoundReader(Reading in) {
        this.in = in;
    }

    boolean startsHere() {
        return in.cursor.peek() == '('
                || ReservedWords.at(in.cursor).filter(OPENERS::contains).isPresent();
    }

    /** A compound command with the redirections after it. */
    Command redirected() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        in.budget.enter(cursor.source().origin(from));
        Command command = compound();
        in.budget.leave();
        int end = cursor.at();
        List<Redirection> redirections = in.redirections.all();
        if (redirections.isEmpty()) {
            cursor.moveTo(end);
            return command;
        }
        if (ReservedWords.at(cursor).isPresent()) {
            throw cursor.fail("a reserved word is not expected right after a redirection");
        }
        return new Redirected(command, redirections, cursor.spanFrom(from));
    }

    private Command compound() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        if (cursor.peek() == '(') {
            return cursor.peekNext() == '(' ? arithmetic(from) : subshell(from);
        }
        String word = ReservedWords.at(cursor).orElseThrow(() -> cursor.fail("a compound command is expected"));
        cursor.accept(word);
        return switch (word) {
            case "{" -> group(from);
            case "[[" -> in.conditionals.conditional(from);
            case "if" -> conditional(from);
            case "case" -> choice(from);
            case "function" -> function(from);
            case "while", "until" -> in.loops.loop(from, word.equals("until"));
            case "for" -> in.loops.each(from);
            case "select" -> in.loops.select(from);
            default -> throw cursor.failAt("`%s` is not expected here".formatted(word), from);
        };
    }

    private Command subshell(int from) {
        in.cursor.accept("(");
        Script body = in.scripts.body("inside parentheses");
        in.cursor.expect(")", "a parenthesis is not closed");
        return new Subshell(body, in.cursor.spanFrom(from));
    }

    private Command arithmetic(int from) {
        in.cursor.accept("((");
        List<WordPart> parts = in.arithmetic.parenthesized(from, "");
        return new Arithmetic(parts, in.cursor.spanFrom(from));
    }

    private Command group(int from) {
        Script body = in.scripts.body("inside braces");
        expectWord("}", "a brace is not closed");
        return new Group(body, in.cursor.spanFrom(from));
    }

    void expectWord(String word, String reason) {
        if (!ReservedWords.accept(in.cursor, word)) {
            throw in.cursor.fail(reason);
        }
    }

    private Command conditional(int from) {
        List<Branch> branches = new ArrayList<>();
        int branchFrom = from;
        do {
            Script condition = in.scripts.body("after `if`");
            expectWord("then", "`then` is missing");
            Script body = in.scripts.body("after `then`");
            branches.add(new Branch(condition, body, in.cursor.spanFrom(branchFrom)));
            branchFrom = in.cursor.at();
        } while (ReservedWords.accept(in.cursor, "elif"));
        Optional<Script> otherwise = ReservedWords.accept(in.cursor, "else")
                ? Optional.of(in.scripts.body("after `else`"))
                : Optional.empty();
        expectWord("fi", "`fi` is missing");
        return new If(branches, otherwise, in.cursor.spanFrom(from));
    }

    private Command choice(int from) {
        openCases++;
        try {
            return choiceUntilEsac(from);
        } finally {
            openCases--;
        }
    }

    /** Whether this is inside a {@code case}, its word included, however deep. */
    boolean isInCase() {
        return openCases > 0;
    }

    private Command choiceUntilEsac(int from) {
        Cursor cursor = in.cursor;
        in.scripts.blanks();
        if (!in.words.atWord()) {
            throw cursor.fail("`case` has no word");
        }
        Word word = in.words.word(WordReader.Kind.VALUE);
        in.scripts.lineFeeds();
        expectWord("in", "`in` is missing");
        in.scripts.lineFeeds();
        List<CaseArm> arms = new ArrayList<>();
        while (!ReservedWords.accept(cursor, "esac")) {
            CaseArm arm = arm();
            arms.add(arm);
            in.scripts.lineFeeds();
            if (arm.ending().isEmpty() && !ReservedWords.at(cursor, "esac")) {
                throw cursor.fail("`esac` is missing");
            }
        }
        return new Case(word, arms, cursor.spanFrom(from));
    }

    private CaseArm arm() {
        Cursor cursor = in.cursor;
        int from = cursor.at();
        boolean opened = cursor.accept("(");
        List<Word> patterns = new ArrayList<>();
        do {
            in.scripts.blanks();
            boolean closing = opened && ReservedWords.at(cursor, "esac");
            if (closing || !in.words.atWord()) {
                throw cursor.fail("a pattern is missing in `case`");
            }
            if (ReservedWords.at(cursor, "{") || ReservedWords.at(cursor, "}")) {
                throw cursor.fail("a bare brace as a pattern has no certain meaning");
            }
            patterns.add(in.words.word(WordReader.Kind.PATTERN));
            in.scripts.blanks();
        } while (cursor.accept("|"));
        cursor.expect(")", "a pattern in `case` is not closed");
        Script body = in.scripts.script();
        String ending = cursor.accept(";;&") ? ";;&" : cursor.accept(";;") ? ";;" : cursor.accept(";&") ? ";&" : "";
        return new CaseArm(patterns, body, ending, cursor.spanFrom(from));
    }

    private Command function(int from) {
        Cursor cursor = in.cursor;
        in.scripts.blanks();
        if (!in.words.atWord()) {
            throw cursor.fail("a function has no name");
        }
        Word name = in.words.word(WordReader.Kind.ARGUMENT);
        in.scripts.blanks();
        if (cursor.accept("(")) {
            in.scripts.blanks();
            cursor.expect(")", "a parenthesis is not expected here");
        }
        return functionBody(name, from);
    }

    /** The rest of a function, after its name and parentheses. */
    Command functionBody(Word name, int from) {
        Cursor cursor = in.cursor;
        String plain = name.value().orElse("");
        if (plain.isEmpty() || !plain.equals(name.raw()) || ReservedWords.isReserved(plain) || plain.contains("=")) {
            throw cursor.failAt("a function's name is not a plain word", from);
        }
        in.scripts.lineFeeds();
        if (!startsHere() || ReservedWords.at(cursor, "function")) {
            throw cursor.fail("a function has no body");
        }
        return new FunctionDefinition(name, redirected(), cursor.spanFrom(from));
    }
}
