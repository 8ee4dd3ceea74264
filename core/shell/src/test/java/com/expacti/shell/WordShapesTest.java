package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands inside one word or assignment: escapes, arithmetic, arrays, brackets, braces. */
final class WordShapesTest {
    private static Word last(String text) {
        return Started.commands(text).getLast().words().getLast();
    }

    private static void requireValue(String word, String value) {
        assertEquals(Optional.of(value), last("echo " + word).value(), word);
    }

    private static void requireUncertain(String... words) {
        for (String word : words) {
            assertEquals(Optional.empty(), last("echo " + word).value(), word);
        }
    }

    private static void requireRefused(String... texts) {
        for (String text : texts) {
            assertInstanceOf(Unparsed.class, ShellParser.parse(text), text);
        }
    }

    private static void requireRead(String... texts) {
        for (String text : texts) {
            assertInstanceOf(Parsed.class, ShellParser.parse(text), text);
            assertEquals(Optional.empty(), Consistency.fault(text), text);
        }
    }

    @Test
    void every_escape_of_the_dollar_quote_stands_for_its_unit() {
        Map.ofEntries(
                        Map.entry("a", "\u0007"),
                        Map.entry("b", "\b"),
                        Map.entry("e", "\u001b"),
                        Map.entry("E", "\u001b"),
                        Map.entry("f", "\f"),
                        Map.entry("n", "\n"),
                        Map.entry("r", "\r"),
                        Map.entry("t", "\t"),
                        Map.entry("v", "\u000b"),
                        Map.entry("\\", "\\"),
                        Map.entry("'", "'"),
                        Map.entry("\"", "\""),
                        Map.entry("?", "?"))
                .forEach((escape, value) -> requireValue("$'x\\" + escape + "y'", "x" + value + "y"));
    }

    @Test
    void a_number_in_a_dollar_quote_takes_as_many_digits_as_its_kind_has() {
        requireValue("$'\\1018'", "A8");
        requireValue("$'\\060\\70'", "08");
        requireValue("$'\\x414'", "A4");
        requireValue("$'\\x9'", "\t");
        requireValue("$'\\x01\\1'", "\u0001\u0001");
        requireValue("$'\\xc3\\xbf'", "ÿ");
        requireValue("$'\\u00411\\u0001'", "A1\u0001");
        requireValue("$'\\ud7ff\\ue000'", "\ud7ff\ue000");
        requireValue("$'\\U0010ffff'", Character.toString(0x10ffff));
        requireRefused("echo $'\\U00110000'", "echo $'\\ud800'", "echo $'\\udfff'", "echo $'\\u0'", "echo $'\\x'");
        requireRefused("echo $'\\0'", "echo $'\\777'", "echo $'\\xff'", "echo $'\\q'", "echo $'\\8'");
    }

    @Test
    void a_control_character_is_named_by_a_letter() {
        requireValue("$'\\ca\\cAb'", "\u0001\u0001b");
        requireValue("$'\\cz'", "\u001a");
        requireRefused("echo $'\\c_'", "echo $'\\c'", "echo $'\\c1'", "echo $'\\c?'");
    }

    @Test
    void arithmetic_may_hold_parentheses_brackets_and_comparisons() {
        requireRead("echo $(( (1+2)*(3) ))", "echo $[ (1) + a[2] ]", "echo $((1<2))", "echo $((2>1 ? 3 : 4))");
        requireRead("echo $((a[1] + b[c[2]]))", "echo $((1\n+2))", "echo $(( \"$x\" + $y ))");
        requireRefused("echo $(( (1 ))", "echo $(( 1) ))", "echo $(( a[1 ))", "echo $(( 1] ))", "echo $[ 1");
        requireRefused("echo $(( 1 <(2) ))", "echo $(( 1 >(2) ))", "echo $(( $'1' ))", "echo $(( $\"1\" ))");
    }

    @Test
    void a_quoted_substitution_in_arithmetic_is_refused() {
        requireRefused(
                "echo $(( \"\\$(rm x)\" ))", "echo $[ \"\\`rm x\\`\" ]", "echo $(( a[\"\\$x\"] ))", "a[\"\\$x\"]=1");
    }

    @Test
    void an_expansion_ends_where_its_bracket_closes() {
        List<WordPart> parts = last("echo $[1+2]x$((3))y").parts();

        assertEquals(4, parts.size());
        assertEquals(new Span(5, 11), parts.getFirst().span());
        assertEquals(new Span(12, 18), parts.get(2).span());
    }

    @Test
    void what_stands_side_by_side_is_not_inside_each_other() {
        for (String one :
                List.of("$((1))", "$[1]", "${x:-y}", "$(a)", "<(a)", "`a`", "\"$(a)\"", "${x[1]}", "${x/a/b}")) {
            requireRead("echo" + (" " + one).repeat(100));
        }
        for (String one : List.of(
                "a=(1)",
                "a[1]=2",
                "(a)",
                "{ a; }",
                "if a; then b; else c; fi",
                "for x in y; do a; done",
                "for ((;;)); do a; done",
                "while a; do b; done",
                "case x in y) a;; esac",
                "[[ ( a ) ]]",
                "[[ a == @(b|c) ]]",
                "[[ a =~ (b) ]]",
                "((1))",
                "f() { a; }",
                "select x in y; do a; done",
                "coproc { a; }",
                "cat <<E\n$x\nE\n",
                "declare a=(1)")) {
            requireRead((one + "\n").repeat(100));
        }
    }

    @Test
    void groups_of_a_pattern_are_levels_too() {
        for (String open : List.of("[[ a == ", "[[ a =~ ")) {
            String group = open.contains("==") ? "?(" : "(";
            requireRead(open + group.repeat(60) + "a" + ")".repeat(60) + " ]]");
            requireRefused(open + group.repeat(65) + "a" + ")".repeat(65) + " ]]");
        }
        requireRead(
                "[[ a == ?(b)*(c)+(d)@(e)!(f) ]]",
                "[[ a =~ (b|c)|d ]]",
                "[[ a =~ b|c ]]",
                "a[b[1]]=2",
                "echo ${a[b[1]]}");
        requireRefused("[[ a == @(b ]]", "[[ a =~ (b ]]", "a[b[1]=2", "a[b;c]=2");
    }

    @Test
    void a_word_goes_on_around_a_tilde_and_a_process_substitution() {
        requireRead("echo ~ab/c", "echo a=~b", "cat a<(ls)b");

        assertEquals(2, last("echo ~ab/c").parts().size());
        assertEquals(new Span(5, 8), last("echo ~ab/c").parts().getFirst().span());
        assertEquals(
                3,
                Started.commands("cat a<(ls)b")
                        .getFirst()
                        .words()
                        .getLast()
                        .parts()
                        .size());
    }

    @Test
    void every_kind_of_bracket_is_a_level_of_nesting() {
        for (List<String> one : List.of(
                List.of("a=($(", "))"),
                List.of("echo ${x:-$(", ")}"),
                List.of("( echo $( ", " ) )"),
                List.of("{ echo $(", "); }"),
                List.of("if a; then echo $(", "); fi"),
                List.of("while a; do echo $(", "); done"),
                List.of("for x in y; do echo $(", "); done"),
                List.of("case x in y) echo $(", ");; esac"),
                List.of("f() { echo $(", "); }"),
                List.of("echo $((1 + $(", ")))"),
                List.of("echo $[1 + $(", ")]"),
                List.of("a[1$(", ")]=2"))) {
            String inner = "a";
            for (int i = 0; i < Budget.DEPTH_MAX / 2 + 1; i++) {
                inner = one.getFirst() + inner + one.getLast();
            }

            Unparsed refused = assertInstanceOf(Unparsed.class, ShellParser.parse(inner), one::toString);
            assertEquals("the text nests more than 64 levels deep", refused.reason(), one::toString);
        }
    }

    @Test
    void a_declared_value_is_one_word_whatever_it_is() {
        assertEquals(Optional.of("x=1.5"), last("declare x=1.5").value());
        assertEquals(Optional.of("ab+=c.d"), last("local ab+=c.d").value());
        assertEquals(Optional.of("x"), last("export x").value());
        assertEquals(2, last("declare ab=(c d)").parts().size());
        requireRead("declare a=(b)", "declare a+=(b) c=(d)", "declare -a a=(\nb\n)");
        requireRefused("declare a=(b)c", "declare 1a=(x)", "declare =(x)", "declare a=(b)(c)", "echo a=(b)");
    }

    @Test
    void an_array_holds_words_with_and_without_a_subscript() {
        requireRead("a=([1]=2 [x]+=3 4)", "a=(\n\n1 # one\n2\n)", "a=()", "a=(b) ls");
        requireRefused("a=([1]x)", "a=(b)c", "a=(b)#", "a[1]=(b)", "a=(b;c)", "a=(b", "a=(b)(c)");
    }

    @Test
    void a_bracket_or_brace_may_be_a_pattern_however_it_is_quoted_inside() {
        requireUncertain("[a]", "['a']", "a[b]", "[\"a\"]c", "{a,''{b}", "{a,b}", "x{'a',b}", "{1..2}", "{a,b}{c}");
        requireValue("[a", "[a");
        requireValue("a]", "a]");
        requireValue("]['a'", "][a");
        requireValue("}{a,b", "}{a,b");
        requireValue("{ab}", "{ab}");
        requireValue("'{a,b}'", "{a,b}");
    }

    @Test
    void a_tilde_is_a_directory_at_the_start_and_in_what_looks_like_an_assignment() {
        requireUncertain("~", "~x", "a=~", "a=b:~/c", "=~", "a=b:c:~");
        requireValue("a:~/b", "a:~/b");
        requireValue("a~", "a~");
        requireValue("a=b~", "a=b~");
        requireValue("'a=b':~", "a=b:~");
    }

    @Test
    void a_process_substitution_right_after_a_descriptor_is_refused() {
        requireRefused("cat 5<(ls)", "cat {a}<(ls)", "cat 12>(ls)");
        requireRead("cat ''5<(ls)", "cat a5<(ls)", "cat a<(ls)");
    }

    @Test
    void only_what_expands_a_word_again_is_kept_from_quoted_substitutions() {
        for (String text :
                List.of("let '$(rm x)'", "let '`rm x`'", "test -v 'a[$(x)]'", "[ -R 'a[$(x)]' ]", "unset 'a[`x`]'")) {
            assertEquals(List.of("?"), Started.by(text), text);
        }
        for (String text : List.of("test 'a[$(x)]' = b", "printf %s '$(x)'", "printf -v a b")) {
            assertEquals(1, Started.by(text).size(), text);
            assertTrue(Started.by(text).getFirst().startsWith(text.substring(0, 4)), text);
        }
        assertTrue(Started.by("x='`rm`' ls").contains("?"));
        assertTrue(Started.by("x='$(rm)' ls").contains("?"));
        assertEquals(List.of("ls"), Started.by("x='rm' ls"));
    }

    @Test
    void a_word_that_only_begins_like_a_reserved_one_is_a_command() {
        for (String name : List.of("functions", "iff", "whiles", "done1", "{a", "[[a", "!a", "timer", "coprocs")) {
            assertEquals(
                    Optional.of(name), Started.commands(name + " x").getFirst().name(), name);
        }
        requireRefused("function", "done", "fi x", "esac", "function if { ls; }", "function done { ls; }");
        requireRead("function done1 { ls; }");
    }

    @Test
    void a_function_may_have_blanks_between_its_parentheses() {
        requireRead("f( ) { ls; }", "f () (ls)", "f(\t){ ls; }");
        requireRefused("f(x) { ls; }", "x=1 f() { ls; }", "f >g () { ls; }", "'f'() { ls; }", "f g() { ls; }");
    }

    @Test
    void what_follows_a_coprocess_and_a_word_has_to_be_a_plain_word() {
        requireRead("coproc a b", "coproc a -b", "a x=1", "a while", "coproc a b c=1");
        requireRefused("coproc a x=1", "coproc a x+=1", "coproc a x[1]=2", "coproc a if");
    }

    @Test
    void a_payload_is_held_to_what_any_text_is_held_to() {
        assertEquals(List.of("?"), Started.by("sh -c 'ls \\\n'"));
        requireRefused("\0rm", "r\0m", "rm\0", "ls \\\n");
    }

    @Test
    void reading_takes_more_steps_the_longer_the_text_is() {
        long few = Effort.measure(() -> ShellParser.parse("ls"));
        long many = Effort.measure(() -> ShellParser.parse("ls" + " a".repeat(1_000)));
        long payload = Effort.measure(() -> Wrappers.effective(
                Started.commands("sh -c 'ls" + " a".repeat(1_000) + "'").getFirst()));

        assertTrue(few > 0);
        assertTrue(many >= few + 2_000);
        assertTrue(payload >= many + 2_000, "once as it stands, once as what the shell reads");
    }

    @Test
    void a_command_inside_a_here_document_comes_after_those_before_it() {
        assertEquals(
                List.of("cat", "ls", "rm"),
                Started.commands("cat <<E; ls\n$(rm x)\nE\n").stream()
                        .map(command -> command.name().orElse(""))
                        .toList());
    }

    @Test
    void every_node_comes_before_the_ones_below_it() {
        Parsed parsed = assertInstanceOf(Parsed.class, ShellParser.parse("cat <<E\n$x\nE\n"));
        List<Node> nodes = parsed.nodes();

        assertEquals(parsed.script(), nodes.getFirst());
        assertTrue(nodes.stream().anyMatch(HereDocument.class::isInstance));
        for (Node node : nodes) {
            node.children().forEach(child -> assertTrue(nodes.indexOf(node) < nodes.indexOf(child)));
            assertTrue(node.span().to() <= parsed.text().length());
        }
    }

    @Test
    void a_word_over_lines_is_refused_while_a_here_document_waits() {
        for (String word :
                List.of("'a\nb'", "'\nb'", "\"a\nb\"", "$'a\nb'", "$((1\n+2))", "$(ls\n)", "<(a\nb)", "`a\nb`")) {
            requireRead("cat " + word);
            requireRefused("cat <<E " + word + "\nx\nE\n");
        }
        requireRead("cat <<E $(ls) $((1)) 'a'\n$x\nE\nls", "cat <<E\na \\\nb\nE\n", "cat <<E <<F\n1\nE\n2\nF\n");
        requireRefused("cat <<'\nE'\n\nE\n", "cat <<''\n\n", "cat <<E", "cat <<E\nx\nE x\n", "cat <<E\na\\\nE\nE\n");
    }

    @Test
    void a_here_document_is_a_level_of_nesting() {
        String inner = "a";
        for (int i = 0; i < Budget.DEPTH_MAX / 2 + 1; i++) {
            inner = "cat <<E\n$(" + inner + "\n)\nE\n";
        }

        requireRefused(inner);
    }

    @Test
    void a_backslash_takes_both_halves_of_a_character() {
        assertEquals(1, last("echo \\\ud83d\ude00").parts().size());
        requireValue("\\\ud83d\ude00x", "\ud83d\ude00x");
    }
}
