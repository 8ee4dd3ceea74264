package com.expacti.shell;

import com.expacti.shell.Redirection.Operator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads redirections (bash manual, "Redirections"). */
final class RedirectionReader {
    private static final int DESCRIPTOR_DIGITS_MAX = 9;
    private static final List<Operator> LONGEST_FIRST = List.of(Operator.values()).stream()
            .sorted(Comparator.comparingInt(
                    (Operator operator) -> -operator.symbol().length()))
            .toList();

    private final Reading in;

    RedirectionReader(Reading in) {
        this.in = in;
    }

    /** Every redirection here, for a compound command. */
    List<Redirection> all() {
        List<Redirection> all = new ArrayList<>();
        in.scripts.blanks();
        for (Optional<Redirection> one = next(); one.isPresent(); one = next()) {
            all.add(one.get());
            in.scripts.blanks();
        }
        return all;
    }

    /** The redirection that starts here, if one does; the cursor stays otherwise. */
    Optional<Redirection> next() {
        Cursor cursor = in.cursor;
        int unit = cursor.peek();
        int from = cursor.at();
        if (!mayStart(unit)) {
            return Optional.empty();
        }
        Optional<String> descriptor = Units.isDigit(unit) || unit == '{' ? descriptor() : Optional.empty();
        if (descriptor.isEmpty()) {
            cursor.moveTo(from);
        }
        int operatorAt = cursor.peek();
        boolean operator = operatorAt == '<' || operatorAt == '>' || operatorAt == '&' && cursor.peekNext() == '>';
        boolean process = operatorAt != '&' && cursor.peekNext() == '(';
        if (!operator || process && descriptor.isEmpty() || descriptor.isPresent() && operatorAt == '&') {
            cursor.moveTo(from);
            return Optional.empty();
        }
        if (process) {
            throw cursor.fail("a process substitution right after a descriptor has no certain meaning");
        }
        return Optional.of(redirection(from, descriptor));
    }

    /** Most words begin with none of these, and a number is mostly a word: this is asked at each of them. */
    private boolean mayStart(int unit) {
        if (!Units.isDigit(unit)) {
            return unit == '{' || unit == '<' || unit == '>' || unit == '&';
        }
        int index = in.cursor.at();
        while (Units.isDigit(in.cursor.source().at(index))) {
            index++;
        }
        int next = in.cursor.source().at(index);
        return next == '<' || next == '>' || next == '\\';
    }

    /** Digits, or a name in braces, right before {@code <} or {@code >}; otherwise empty with the cursor anywhere. */
    private Optional<String> descriptor() {
        Cursor cursor = in.cursor;
        boolean named = cursor.accept("{");
        String text = in.words.name();
        boolean whole =
                named ? Units.isName(text) && cursor.accept("}") : text.chars().allMatch(Units::isDigit);
        int next = cursor.peek();
        if (!whole || next != '<' && next != '>') {
            return Optional.empty();
        }
        if (!named && text.length() > DESCRIPTOR_DIGITS_MAX) {
            throw cursor.fail("a descriptor has more than %d digits".formatted(DESCRIPTOR_DIGITS_MAX));
        }
        return Optional.of(named ? "{" + text + "}" : text);
    }

    private Redirection redirection(int from, Optional<String> before) {
        Cursor cursor = in.cursor;
        Operator operator = LONGEST_FIRST.stream()
                .filter(candidate -> cursor.accept(candidate.symbol()))
                .findFirst()
                .orElseThrow(() -> cursor.fail("a redirection is not understood"));
        in.scripts.blanks();
        if (!in.words.atWord()) {
            throw cursor.fail("a redirection has no target");
        }
        boolean certain = operator == Operator.HERE_STRING;
        Word target = in.words.word(certain ? WordReader.Kind.VALUE : WordReader.Kind.ARGUMENT);
        int next = cursor.peek();
        boolean duplicates = operator == Operator.DUPLICATE_INPUT || operator == Operator.DUPLICATE_OUTPUT;
        String text = target.value().orElse("");
        boolean descriptor =
                !duplicates && text.chars().allMatch(Units::isDigit) || text.startsWith("{") && text.endsWith("}");
        if ((next == '<' || next == '>') && descriptor) {
            throw cursor.fail("a redirection's target is the descriptor of the next redirection");
        }
        boolean both = operator == Operator.WRITE_BOTH || operator == Operator.APPEND_BOTH;
        if (both && target.raw().indexOf('=') >= 0) {
            throw cursor.fail("a target that looks like an assignment has no certain meaning after `&>`");
        }
        // bash ends the word after the dash of `>&-`, so `>&-x` has an argument x; other shells don't.
        if (duplicates && target.raw().startsWith("-") && target.raw().length() > 1) {
            throw cursor.fail("text right after a closed descriptor has no certain meaning");
        }
        Span span = cursor.spanFrom(from);
        return new Redirection(operator, before, target, document(operator, target, from), span);
    }

    private Optional<HereDocument> document(Operator operator, Word target, int from) {
        return switch (operator) {
            case HERE_DOCUMENT -> Optional.of(in.documents.announce(target, false, from));
            case HERE_DOCUMENT_STRIPPED -> Optional.of(in.documents.announce(target, true, from));
            case READ,
                    WRITE,
                    APPEND,
                    CLOBBER,
                    READ_WRITE,
                    DUPLICATE_INPUT,
                    DUPLICATE_OUTPUT,
                    WRITE_BOTH,
                    APPEND_BOTH,
                    HERE_STRING -> Optional.empty();
        };
    }
}
