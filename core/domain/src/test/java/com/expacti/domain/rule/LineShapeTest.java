package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.shell.Parsed;
import com.expacti.shell.ShellParser;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines a glob or regex may let through at all, why not, and how they are joined. */
final class LineShapeTest {
    private static LineShape shape(String line) {
        return LineShape.of(assertInstanceOf(Parsed.class, ShellParser.parse(line), line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "'\u200Bls x'¦it holds control, bidirectional or invisible characters",
                "'ls \u202Ex'¦it holds control, bidirectional or invisible characters",
                "cd /x; ls¦`cd` changes what the rest means",
                "ls; export X=1¦`export` changes what the rest means",
                "f() { ls; }¦it defines a function",
                "for abcdefghi in x; do ls; done¦its loop sets `abcdefghi`",
                "for f; do ls; done¦its loop sets `f`",
                "for F in x; do ls; done¦its loop sets `F`",
                "coproc ls¦it holds a form of the shell",
                "case x in x) ls;; esac¦it holds a form of the shell",
                "select x in a; do ls; done¦it holds a form of the shell",
                "[[ -n x ]]¦it holds a form of the shell",
                "(( 1 ))¦it holds a form of the shell",
                "for ((;;)); do ls; done¦it holds a form of the shell",
                "echo $(ls)¦a command or process substitution",
                "cat <(ls)¦a command or process substitution",
                "echo $((1))¦it holds a form of the shell",
                "ls > out¦the redirection `> out`",
                "ls > $X¦the redirection `> $X`",
                "ls 3> /dev/null¦the redirection `> /dev/null`",
                "ls < /etc/motd¦the redirection `< /etc/motd`",
                "ls <> /dev/null¦the redirection `<> /dev/null`",
                "ls <& 0¦the redirection `<& 0`",
                "ls >& 3¦the redirection `>& 3`",
                "ls <<< x¦the redirection `<<< x`",
                "X=1 ls¦the assignment to `X`",
            })
    void a_form_that_only_an_exact_rule_lets_through_is_named(String line, String reason) {
        String refusal = shape(line).refusal().orElse("none");

        assertTrue(refusal.startsWith(reason), line + ": " + refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls 0</dev/null",
                "ls 1>/dev/null",
                "ls 2>&1 >&2",
                "ls >>/dev/null",
                "ls >|/dev/null",
                "ls &>/dev/null",
                "ls &>>/dev/null",
                "for az in x; do ls; done",
                "for abcdefgh in x; do ls; done",
                "while ls; do pwd; done",
                "if ls; then pwd; fi",
                "{ ls; }",
                "(ls)",
                "! ls",
                "ls \"a$B\" ~/x *.c {a,b}",
            })
    void what_joins_commands_and_throws_output_away_is_no_reason(String line) {
        assertEquals(Optional.empty(), shape(line).refusal(), line);
    }

    @Test
    void a_line_has_as_many_commands_as_a_person_reads() {
        String most = "ls; ".repeat(LineShape.PARTS_MAX - 1) + "ls";

        assertEquals(Optional.empty(), shape(most).refusal());
        assertTrue(shape(most + "; ls").refusal().orElse("").contains("65 commands, more than the 64"));
    }

    @Test
    void what_stands_between_the_commands_of_a_flat_line_is_told() {
        assertFlat("ls");
        assertFlat("ls; pwd & id && a || b | c |& d\ne", ";", "&", "&&", "||", "|", "|&", "\n");
        assertFlat("ls\n");
    }

    private static void assertFlat(String line, String... operators) {
        assertEquals(Optional.of(Arrays.asList(operators)), shape(line).operators(), line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ls;",
                "ls &",
                "ls; pwd &",
                "(ls)",
                "(ls; pwd)",
                "ls && { pwd; }",
                "ls | { pwd; }",
                "{ ls; } | pwd",
                "(ls) && pwd",
                "! ls",
                "! ls | pwd",
                "time ls | pwd",
                "if ls; then pwd; fi",
                "for f in x; do ls; done",
                "while ls; do pwd; done",
                "{ ls; } 2>&1",
                "ls; cd x",
            })
    void a_line_that_is_no_flat_list_or_passes_by_no_pattern_has_no_operators(String line) {
        assertEquals(Optional.empty(), shape(line).operators(), line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "ls  x¦ls  x",
                "ls x >/dev/null¦ls x",
                ">/dev/null ls x¦ls x",
                "ls >/dev/null  'x y'¦ls 'x y'",
                "2>&1 ls 'a'  b 2>/dev/null¦ls 'a'  b",
            })
    void the_text_of_a_command_is_its_words_as_written(String line, String text) {
        assertEquals(
                List.of(text), shape(line).parts().stream().map(LinePart::text).toList());
    }

    @Test
    void a_command_knows_which_of_its_words_start_programs() {
        assertEquals(List.of(1), shape("sudo ls x").parts().getFirst().started());
        assertEquals(List.of(2), shape("sudo nice ls").parts().getFirst().started());
        assertEquals(List.of(), shape("ls x").parts().getFirst().started());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "xargs ls¦what `xargs` runs is not in words a pattern can see",
                "find . -exec sh -c 'ls' \\;¦what `sh` runs is not in words a pattern can see",
                "python -c 'print(1)'¦it runs python code from its words",
                "> /dev/null¦it only assigns or redirects",
                "X=1¦it only assigns or redirects",
                "X=1 ls¦the assignment to `X` in front",
                "ls $(id)¦`$(id)` is worked out only when it runs",
                "ls \"${X:-y}\"¦`\"${X:-y}\"` is worked out only when it runs",
            })
    void a_command_whose_words_do_not_say_what_runs_is_refused(String line, String reason) {
        String refusal = shape(line).parts().getFirst().refusal().orElse("none");

        assertTrue(refusal.startsWith(reason), line + ": " + refusal);
    }
}
