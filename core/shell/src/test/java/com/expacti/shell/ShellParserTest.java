package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.shell.Redirection.Operator;
import com.expacti.shell.WordPart.Quoting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ShellParserTest {
    private static Parsed parsed(String text) {
        return assertInstanceOf(Parsed.class, ShellParser.parse(text));
    }

    private static Unparsed unparsed(String text) {
        return assertInstanceOf(Unparsed.class, ShellParser.parse(text));
    }

    private static SimpleCommand only(String text) {
        return parsed(text).simpleCommands().getFirst();
    }

    private static <T extends Command> T command(Class<T> kind, String text) {
        return assertInstanceOf(kind, parsed(text).script().items().getFirst().command());
    }

    @Test
    void separators_are_kept_with_the_command_before_them() {
        List<Script.Separator> separators = parsed("a; b & c\nd").script().items().stream()
                .map(Script.Item::separator)
                .toList();

        assertEquals(
                List.of(
                        Script.Separator.SEMICOLON,
                        Script.Separator.BACKGROUND,
                        Script.Separator.NEWLINE,
                        Script.Separator.END),
                separators);
    }

    @Test
    void operators_of_an_and_or_list_stand_in_order() {
        Command.AndOr list = command(Command.AndOr.class, "a && b || c");

        assertEquals(List.of(Command.AndOr.Operator.AND, Command.AndOr.Operator.OR), list.operators());
        assertEquals(3, list.commands().size());
    }

    @Test
    void a_pipeline_knows_its_prefixes_and_which_pipes_carry_errors() {
        Command.Pipeline pipeline = command(Command.Pipeline.class, "time ! a | b |& c");

        assertTrue(pipeline.timed());
        assertTrue(pipeline.negated());
        assertEquals(List.of(Command.Pipeline.Pipe.OUTPUT, Command.Pipeline.Pipe.OUTPUT_AND_ERRORS), pipeline.pipes());
    }

    @Test
    void an_assignment_has_name_subscript_and_value_apart() {
        Assignment assignment = only("a[1+2]+=x ls").assignments().getFirst();

        assertEquals("a", assignment.name());
        assertEquals(Optional.of("1+2"), assignment.subscript().map(Word::raw));
        assertTrue(assignment.append());
        assertEquals(Optional.of("x"), assignment.value().value());
    }

    @Test
    void a_star_in_an_assigned_value_is_plain_but_a_tilde_is_not() {
        assertEquals(
                Optional.of("*"), only("x=*").assignments().getFirst().value().value());
        assertEquals(
                Optional.empty(),
                only("x=a:~/b").assignments().getFirst().value().value());
    }

    @Test
    void every_redirection_operator_is_told_apart() {
        List<Operator> operators = only("a <b >c >>d >|e <>f <&3 >&4 &>g &>>h <<<i").redirections().stream()
                .map(Redirection::operator)
                .toList();

        assertEquals(
                List.of(
                        Operator.READ,
                        Operator.WRITE,
                        Operator.APPEND,
                        Operator.CLOBBER,
                        Operator.READ_WRITE,
                        Operator.DUPLICATE_INPUT,
                        Operator.DUPLICATE_OUTPUT,
                        Operator.WRITE_BOTH,
                        Operator.APPEND_BOTH,
                        Operator.HERE_STRING),
                operators);
    }

    @Test
    void a_descriptor_belongs_to_its_redirection() {
        List<Redirection> redirections = only("a 2>&1 {fd}>x").redirections();

        assertEquals(Optional.of("2"), redirections.getFirst().descriptor());
        assertEquals(Optional.of("1"), redirections.getFirst().target().value());
        assertEquals(Optional.of("{fd}"), redirections.getLast().descriptor());
    }

    @Test
    void a_quoted_here_document_is_one_literal() {
        HereDocument document =
                only("cat <<'E'\n$x\nE\n").redirections().getFirst().document().orElseThrow();

        assertTrue(document.quoted());
        assertEquals(Optional.of("$x\n"), document.body().value());
    }

    @Test
    void an_unquoted_here_document_holds_its_expansions() {
        HereDocument document = only("cat <<-E\n\ta $x\n\tE\n")
                .redirections()
                .getFirst()
                .document()
                .orElseThrow();

        assertFalse(document.quoted());
        assertEquals(Optional.empty(), document.body().value());
        assertEquals(3, document.body().parts().size());
    }

    @Test
    void an_empty_here_document_has_an_empty_body() {
        HereDocument document =
                only("cat <<E\nE\n").redirections().getFirst().document().orElseThrow();

        assertEquals(Optional.of(""), document.body().value());
    }

    @Test
    void each_quoting_is_told_apart() {
        List<WordPart> parts = only("a\\b'c'\"d\"$'e'").words().getFirst().parts();

        assertEquals(
                List.of(Quoting.NONE, Quoting.BACKSLASH, Quoting.SINGLE, Quoting.ANSI_C),
                parts.stream()
                        .filter(WordPart.Literal.class::isInstance)
                        .map(part -> ((WordPart.Literal) part).quoting())
                        .toList());
        assertInstanceOf(WordPart.DoubleQuoted.class, parts.get(3));
    }

    @Test
    void a_parameter_is_plain_only_without_operator_and_subscript() {
        List<WordPart.ParameterExpansion> expansions =
                only("e $x ${x} ${x:-y} ${a[0]} ${#x} ${!x} ${x@Q}").words().stream()
                        .skip(1)
                        .map(word -> (WordPart.ParameterExpansion) word.parts().getFirst())
                        .toList();

        assertEquals(
                List.of(true, true, false, false, false, false, false),
                expansions.stream().map(WordPart.ParameterExpansion::plain).toList());
        assertEquals(
                List.of("", "", ":-", "", "#", "!", "@Q"),
                expansions.stream().map(WordPart.ParameterExpansion::operator).toList());
    }

    @Test
    void a_case_keeps_patterns_and_endings() {
        Command.Case choice = command(Command.Case.class, "case x in a|b) c;; *) d;& (e) f; esac");

        assertEquals(
                List.of(";;", ";&", ""),
                choice.arms().stream().map(Command.CaseArm::ending).toList());
        assertEquals(2, choice.arms().getFirst().patterns().size());
    }

    @Test
    void commands_in_backticks_point_at_the_text_as_written() {
        String text = "x=`a \\`rm y\\``";

        SimpleCommand nested = parsed(text).simpleCommands().getLast();

        assertEquals("rm y", nested.span().of(text));
    }

    @Test
    void a_word_keeps_how_it_was_written() {
        assertEquals("r\\\nm", only("r\\\nm x").words().getFirst().raw());
        assertEquals(Optional.of("rm"), only("r\\\nm x").name());
    }

    @Test
    void text_at_the_size_limit_is_read_and_beyond_it_refused() {
        String most = "a".repeat(Budget.BYTES_MAX);

        assertEquals(1, parsed(most).simpleCommands().size());
        assertEquals("the text is longer than 65536 bytes", unparsed(most + "a").reason());
        assertEquals(
                "the text is longer than 65536 bytes",
                unparsed("é".repeat(Budget.BYTES_MAX / 2) + "a").reason());
    }

    @Test
    void nesting_at_the_limit_is_read_and_beyond_it_refused() {
        String most = "$(a ".repeat(Budget.DEPTH_MAX) + ")".repeat(Budget.DEPTH_MAX);

        assertEquals(Budget.DEPTH_MAX, parsed("b " + most).simpleCommands().size() - 1);
        assertEquals(
                "the text nests more than 64 levels deep",
                unparsed("b $(c " + most + ")").reason());
    }

    @Test
    void nesting_of_every_kind_is_bounded() {
        int deep = 10_000;
        for (String opening : List.of(
                "(",
                "{ ",
                "$(",
                "${x:-",
                "\"$(",
                "if ",
                "[[ ( ",
                "f() { ",
                "a[",
                "$((",
                "<(",
                "case x in a) ",
                "while ",
                "[[ ! ",
                "$[",
                "coproc ",
                "x=(",
                "[[ a == @(",
                "[[ a =~ (",
                "${a[")) {
            String text = opening.repeat(deep);

            assertInstanceOf(
                    Unparsed.class, ShellParser.parse(text.substring(0, Math.min(60_000, text.length()))), opening);
        }
    }

    @Test
    void as_many_commands_as_allowed_are_read_and_one_more_is_refused() {
        String most = "a;".repeat(Budget.COMMANDS_MAX);

        assertEquals(Budget.COMMANDS_MAX, parsed(most).simpleCommands().size());
        assertEquals(
                "the text holds more than 2000 commands", unparsed(most + "a").reason());
    }

    @Test
    void a_refusal_points_into_the_text() {
        Unparsed refusal = unparsed("ls 'x");

        assertEquals(3, refusal.at());
        assertEquals("ls 'x", refusal.text());
    }

    @Test
    void one_command_alone_is_single_and_anything_around_it_is_not() {
        assertTrue(parsed("ls $x *.c # c\n").isSingleSimpleCommand());
        for (String text : List.of(
                "ls;", "ls &", "x=1", "x=1 ls", "ls >f", "ls $(a)", "ls <(a)", "(ls)", "! ls", "time ls", "a|b", "a\nb",
                "")) {
            assertFalse(parsed(text).isSingleSimpleCommand(), text);
        }
    }

    @Test
    void appending_a_command_never_leaves_a_text_single() {
        for (String text : List.of("ls", "ls -la 'x'", "echo $x", "r\\m x", "echo \"a\"")) {
            assertFalse(parsed(text + "; id").isSingleSimpleCommand(), text);
            assertEquals(2, parsed(text + "\nid").simpleCommands().size(), text);
        }
    }
}
