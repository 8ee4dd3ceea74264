package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How compound commands, conditionals and expansions are put together, and what programs start by an option. */
final class CompoundShapesTest {
    private static void requireRead(String... texts) {
        for (String text : texts) {
            assertInstanceOf(Parsed.class, ShellParser.parse(text), text);
            assertEquals(Optional.empty(), Consistency.fault(text), text);
        }
    }

    private static void requireRefused(String... texts) {
        for (String text : texts) {
            assertInstanceOf(Unparsed.class, ShellParser.parse(text), text);
        }
    }

    private static WordPart.ParameterExpansion expansion(String word) {
        WordPart part = Started.commands("echo " + word)
                .getFirst()
                .words()
                .getLast()
                .parts()
                .getFirst();
        return assertInstanceOf(
                WordPart.ParameterExpansion.class,
                part instanceof WordPart.DoubleQuoted quoted ? quoted.parts().getFirst() : part,
                word);
    }

    private static void requireStarts(String text, String... started) {
        assertEquals(List.of(started), Started.by(text), text);
    }

    private static void requireUnknown(String... texts) {
        for (String text : texts) {
            assertTrue(Started.by(text).stream().anyMatch(one -> one.endsWith("?")), text);
        }
    }

    @Test
    void blanks_and_line_feeds_may_stand_between_the_parts_of_a_compound_command() {
        requireRead("case x in a | b ) c ;; ( d | e ) f ;; esac", "case x\nin\n\na) b\n;;\nesac", "case x in esac");
        requireRead("function f ( ) { a; }", "function  f  { a; }", "function f()\n{ a; }", "f()\n\n(a)");
        requireRead(
                "(a) && (b) || (c)", "(a) | (b) |& (c)", "(a) ; (b) & (c)", "{ a; } &&\n\n { b; }", "(a) |\n# c\n(b)");
        requireRead("( a ) > f 2> g", "# a\n# b\n\n# c\nls # d", "! ! a", "! time a", "time ! a");
        requireRefused(
                "case x in (esac) a;; esac",
                "case x in a b) c;; esac",
                "case x in a|) c;; esac",
                "case in a) b;; esac");
        requireRefused(
                "case x in {) a;; esac", "case x in a) b;;", "case x a) b;; esac", "(a) b", "a && && b", "a | | b");
    }

    @Test
    void a_pipeline_is_negated_by_an_odd_number_of_marks() {
        for (List<String> one : List.of(
                List.of("! a", "true"),
                List.of("! ! a", "false"),
                List.of("! ! ! a", "true"),
                List.of("time a", "false"))) {
            Parsed parsed = assertInstanceOf(Parsed.class, ShellParser.parse(one.getFirst()));
            Command.Pipeline pipeline = assertInstanceOf(
                    Command.Pipeline.class, parsed.script().items().getFirst().command());

            assertEquals(Boolean.valueOf(one.getLast()), pipeline.negated(), one.getFirst());
        }
    }

    @Test
    void the_last_command_of_every_list_ends_with_the_list() {
        Parsed parsed = assertInstanceOf(Parsed.class, ShellParser.parse("(a; b); { c; }; $(d)"));

        List<Script.Separator> last = parsed.nodes().stream()
                .filter(Script.class::isInstance)
                .map(script -> ((Script) script).items().getLast().separator())
                .toList();

        assertEquals(
                List.of(Script.Separator.END, Script.Separator.END, Script.Separator.SEMICOLON, Script.Separator.END),
                last);
    }

    @Test
    void a_conditional_knows_every_test_of_one_and_of_two_operands() {
        for (char letter : "abcdefghknoprstuvwxzGLNORS".toCharArray()) {
            requireRead("[[ -" + letter + " x ]]");
        }
        for (String operator : List.of(
                "=", "==", "!=", "=~", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef")) {
            requireRead("[[ a " + operator + " b ]]");
        }
        requireRead("[[ a &&\nb ||\n\nc ]]", "[[ ! -f x ]]", "[[ ! ( a && b ) ]]", "[[ a ]]");
        requireRefused(
                "[[ '-f' x ]]",
                "[[ a \"-eq\" b ]]",
                "[[ a -zz b ]]",
                "[[ -q x ]]",
                "[[ a ==b ]]",
                "[[ ]]",
                "[[ a b c ]]");
    }

    @Test
    void what_a_conditional_reads_again_may_hide_no_substitution() {
        requireRefused("[[ 1 -eq 'a[$(x)]' ]]", "[[ 'a[$(x)]' -eq 1 ]]", "[[ -v 'a[$(x)]' ]]", "[[ -R 'a[`x`]' ]]");
        requireRead("[[ a = '$(x)' ]]", "[[ '$(x)' = a ]]", "[[ -f '$(x)' ]]", "[[ -n '`x`' ]]");
    }

    @Test
    void parentheses_in_a_conditional_are_levels_of_nesting() {
        requireRead("[[ " + "( ".repeat(60) + "a" + " )".repeat(60) + " ]]");
        requireRefused("[[ " + "( ".repeat(65) + "a" + " )".repeat(65) + " ]]", "[[ ( a ]]", "[[ ( a ) ) ]]");
    }

    @Test
    void an_expansion_says_what_it_does_to_which_parameter() {
        for (List<String> one : List.of(
                List.of("${#@}", "@", "#"),
                List.of("${#*}", "*", "#"),
                List.of("${#a}", "a", "#"),
                List.of("${!a}", "a", "!"),
                List.of("${!a@}", "a", "!@"),
                List.of("${!a*}", "a", "!*"),
                List.of("${#}", "#", ""),
                List.of("${!}", "!", ""),
                List.of("${10}", "10", ""),
                List.of("${@:1}", "@", ":"),
                List.of("${?:-x}", "?", ":-"),
                List.of("${a%%b}", "a", "%%"),
                List.of("${a@Q}", "a", "@Q"))) {
            assertEquals(one.get(1), expansion(one.getFirst()).name(), one::toString);
            assertEquals(one.get(2), expansion(one.getFirst()).operator(), one::toString);
        }
        requireRead("echo ${x}y${z}", "echo \"${x}y\"");
        requireRefused(
                "echo ${!-x}",
                "echo ${#-x}",
                "echo ${x&}",
                "echo ${x@P}",
                "echo ${x@z}",
                "echo ${}",
                "echo ${x",
                "echo ${#x:1}");
    }

    @Test
    void the_operand_of_an_expansion_is_quoted_as_the_expansion_is() {
        for (List<String> one : List.of(List.of("${x:-a}", "NONE"), List.of("\"${x:-a}\"", "DOUBLE"))) {
            WordPart operand =
                    expansion(one.getFirst()).operands().getFirst().parts().getFirst();

            assertEquals(
                    one.getLast(),
                    assertInstanceOf(WordPart.Literal.class, operand).quoting().name());
        }
        requireRead("echo ${x:-'a'}", "echo ${x:-$'a'}", "echo \"${x:-$a}\"", "echo ${x:-'$(y)'}", "echo ${x:-a\nb}");
        requireRefused(
                "echo \"${x:-'a'}\"",
                "echo \"${x:-$'a'}\"",
                "echo \"${x:-$\"a\"}\"",
                "echo ${x:-{}",
                "echo ${x:-<(a)}");
        requireRefused(
                "echo ${x:'$(y)'}", "echo ${!x:'$(y)'}", "cat <<E ${x:-a\nb}\nx\nE\n", "cat <<E\n${x:-\"a\"}\nE\n");
    }

    @Test
    void a_letter_with_a_value_takes_the_next_word_or_the_rest_of_its_own() {
        requireStarts("tcpdump -w -z rm", "tcpdump -w -z rm");
        requireStarts("tcpdump -wx -z rm", "tcpdump > rm", "tcpdump -wx -z rm");
        requireStarts("tcpdump -nz rm", "tcpdump > rm", "tcpdump -nz rm");
    }

    @Test
    void what_reads_commands_from_its_input_starts_them_unless_it_only_answers() {
        requireUnknown("irb", "ed f", "red f", "irb --version x", "tmate");
        requireStarts("irb --version", "irb --version");
        requireStarts("ed --version", "ed --version");
        requireStarts("mysql db", "mysql db");
    }

    @Test
    void words_behind_an_option_are_a_command_and_one_with_blanks_is_text() {
        requireStarts("xterm -e rm x", "xterm > rm x", "xterm -e rm x");
        requireStarts("xterm -e 'rm x; ls'", "xterm > rm x", "xterm > ls", "xterm -e rm x; ls");
        requireStarts("xterm -e rm", "xterm > rm", "xterm -e rm");
        requireStarts("xterm -e rm 'x y'", "xterm > rm x y", "xterm -e rm x y");
        requireStarts("xterm -e 'r m' x", "xterm > r m x", "xterm -e r m x");
        requireStarts("adb shell -- rm x", "adb > rm x", "adb shell -- rm x");
        requireStarts("adb shell rm x", "adb > rm x", "adb shell rm x");
        requireUnknown("xterm -e", "adb shell", "adb shell --", "fd -x env", "fd -x sh -c", "xargs xterm -e env");
    }

    @Test
    void a_word_that_is_an_option_may_have_its_value_behind_an_equals_sign() {
        requireStarts("gdb '-ex=shell rm x' p", "gdb > rm x", "gdb -ex=shell rm x p");
        requireStarts("gdb -ex 'shell rm x' p", "gdb > rm x", "gdb -ex shell rm x p");
        requireStarts("heroku run=x", "heroku run=x");
    }

    @Test
    void a_placeholder_in_a_value_is_never_plain() {
        requireUnknown("xargs -I% psql -c 'select %'", "xargs -I% sort --compress-program=% f", "xargs -I% less +%");
    }

    @Test
    void ansible_runs_its_argument_by_the_module_it_names() {
        requireStarts("ansible all -m ping -a x", "ansible all -m ping -a x");
        requireStarts("ansible all -a 'rm x'", "ansible > rm x", "ansible all -a rm x");
        requireStarts("ansible all -a 'rm x' -m shell", "ansible > rm x", "ansible all -a rm x -m shell");
    }

    @Test
    void a_redirection_has_a_descriptor_a_target_and_nothing_glued_to_them() {
        requireRead(
                "a <<< x>f", "a >f<g", "a >&2>f", "a >&2 2>&1", "a &>f", "a >f=g", "a 2> f", "a {fd}>f x", "{a,b} c");
        requireRefused("a >1>f", "a >{x}>f", "a >1<f", "a &>f=g", "a &>>f=g", "a >&-x", "a >", "a 1234567890123>f");
        assertEquals(List.of("a 12x"), Started.by("a 12x >f"));
        assertEquals(List.of("a {x} b"), Started.by("a {x} b"));
        assertEquals(
                Optional.of("*"),
                Started.commands("a <<< *")
                        .getFirst()
                        .redirections()
                        .getFirst()
                        .target()
                        .value());
        assertEquals(
                Optional.empty(),
                Started.commands("a > *")
                        .getFirst()
                        .redirections()
                        .getFirst()
                        .target()
                        .value());
    }

    @Test
    void a_loop_has_words_up_to_a_semicolon_a_line_feed_or_a_comment() {
        requireRead(
                "for x in a b; do c; done",
                "for x in a\n\ndo c; done",
                "for x in a # b\ndo c; done",
                "for x\nin a; do b; done");
        requireRead(
                "for x; do a; done",
                "for x ;\n\ndo a; done",
                "for x do a; done",
                "for x\ndo a; done",
                "for x in; do a; done");
        requireRead("for ((i=0; i<3; i++)) do a; done", "for ((;;)) ; do a; done", "for ((;;))\n\ndo a; done");
        requireRefused(
                "for x in a & do b; done", "for x in a | do b; done", "for ((;)) do a; done", "for 1 in a; do b; done");
        requireRefused(
                "for x in esac; do a; done",
                "for x-y in a; do b; done",
                "for x in a; b; done",
                "for x in a do b; done");
    }

    @Test
    void a_process_substitution_knows_its_direction() {
        for (String text : List.of("cat <(a)", "cat >(a)")) {
            WordPart part =
                    Started.commands(text).getFirst().words().getLast().parts().getFirst();

            assertEquals(
                    text.contains(">"),
                    assertInstanceOf(WordPart.ProcessSubstitution.class, part).output());
        }
    }

    @Test
    void what_is_below_a_command_stands_in_source_order() {
        List<Node> children = Started.commands("x=1 a >f b <g c").getFirst().children();

        assertEquals(6, children.size());
        for (int i = 1; i < children.size(); i++) {
            assertTrue(children.get(i - 1).span().to() <= children.get(i).span().from());
        }
    }
}
