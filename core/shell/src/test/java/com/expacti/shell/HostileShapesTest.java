package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Texts made to exhaust a reader or to slip past it: each is read whole or refused, and its command is never lost. */
final class HostileShapesTest {
    private static final int ALL = Budget.BYTES_MAX;

    private static String filled(String piece) {
        return piece.repeat(ALL / piece.length());
    }

    private static Unparsed refused(String text) {
        return assertInstanceOf(Unparsed.class, ShellParser.parse(text));
    }

    private static List<SimpleCommand> commands(String text) {
        return assertInstanceOf(Parsed.class, ShellParser.parse(text)).simpleCommands();
    }

    @Test
    void whatever_is_opened_again_and_again_is_refused() {
        for (String opener : List.of(
                "$(",
                "(",
                "{ ",
                "((",
                "$((",
                "${",
                "${x:-",
                "\"$(",
                "<(",
                "[[ (",
                "if ",
                "a=(",
                "case x in x) ",
                "while ",
                "f() { ",
                "$[",
                "x[",
                "<<E\n$(",
                "@(",
                "for ((;;)) do ")) {
            assertEquals(Optional.empty(), Consistency.fault(filled(opener)), opener);
            refused(filled(opener));
        }
    }

    @Test
    void ten_thousand_levels_are_refused_for_their_depth() {
        String nested = "$(".repeat(10_000) + "rm x" + ")".repeat(10_000);

        assertTrue(refused("echo " + nested).reason().contains("levels deep"));
    }

    @Test
    void braces_that_would_become_a_million_words_are_one_uncertain_word() {
        SimpleCommand command = commands("rm " + "{a,b}".repeat(12_000)).getFirst();

        assertEquals(2, command.words().size());
        assertEquals(Optional.empty(), command.words().getLast().value());
    }

    @Test
    void no_number_of_commands_hides_the_last_one() {
        for (int count : new int[] {50, 51, 100, 1_999}) {
            List<SimpleCommand> found = commands("true; ".repeat(count) + "rm x");

            assertEquals(count + 1, found.size());
            assertEquals(Optional.of("rm"), found.getLast().name());
        }
        assertTrue(refused("true;".repeat(2_000) + "rm x").reason().contains("more than 2000 commands"));
    }

    @Test
    void here_documents_without_number_are_read_or_refused() {
        StringBuilder text = new StringBuilder("cat");
        for (int i = 0; i < 1_000; i++) {
            text.append(" <<E").append(i);
        }
        text.append('\n');
        for (int i = 0; i < 1_000; i++) {
            text.append("$(rm ").append(i).append(")\nE").append(i).append('\n');
        }

        assertEquals(1_001, commands(text.toString()).size());
        refused(filled("cat <<E\n"));
    }

    @Test
    void long_texts_for_programs_with_shell_escapes_are_not_searched_without_end() {
        for (String text : List.of(
                "psql -c '" + "\\o".repeat(30_000) + "'",
                "sqlite3 d '" + "\n".repeat(60_000) + "'",
                "vim -c '" + "set ".repeat(15_000) + "'",
                "rpm --eval '" + "%(".repeat(30_000) + "'",
                "less '+" + "g".repeat(60_000) + "'",
                "socat 'EXEC:" + ",a".repeat(30_000) + "\n'",
                "git -c '" + "filter.".repeat(9_000) + "=x' log",
                "tar " + "-I x ".repeat(1_000) + "f",
                "env ".repeat(15_000) + "rm")) {
            assertEquals(Optional.empty(), Consistency.fault(text), () -> text.substring(0, 20));
        }
    }

    @Test
    void only_space_and_tab_part_words() {
        for (String unit : List.of("\r", "\u000b", "\f", "\u0085", "\u00a0", "\u2028", "\u200b", "\u3000", "\ufeff")) {
            SimpleCommand command = commands("echo a" + unit + "rm").getFirst();

            assertEquals(2, command.words().size(), () -> "U+%04X".formatted((int) unit.charAt(0)));
            assertEquals(
                    Optional.of("a" + unit + "rm"), command.words().getLast().value());
        }
        assertEquals(3, commands("echo\ta rm").getFirst().words().size());
    }

    @Test
    void a_continued_line_is_nothing_wherever_it_stands() {
        for (String text :
                List.of("r\\\nm x", "rm\\\n x", "\\\nrm x", "r\\\n\\\nm x", "true &\\\n& rm x", "rm \\\nx")) {
            assertEquals(Optional.of("rm"), commands(text).getLast().name(), text);
        }
        assertEquals(2, commands("true # \\\nrm x").size(), "but in a comment it ends the line");
    }

    @Test
    void half_a_character_has_no_reading() {
        for (String text : List.of("\ud800", "echo \udc00", "'\ud83d'", "x=\ud800\ud800")) {
            refused(text);
        }
    }
}
