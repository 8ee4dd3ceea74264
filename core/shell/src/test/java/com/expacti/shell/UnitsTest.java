package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which units start a name, a number or a parameter: the first and the last of each row, and their neighbours. */
final class UnitsTest {
    private static boolean assigns(String word) {
        return !Started.commands(word + "=1 ls").getFirst().assignments().isEmpty();
    }

    @Test
    void letters_and_underscores_start_a_name_and_nothing_else_does() {
        for (String unit : List.of("a", "m", "z", "A", "M", "Z", "_")) {
            assertEquals(true, assigns(unit), unit);
        }
        for (String unit : List.of("0", "9", "@", "[", "^", "é", ":", "/", "%")) {
            assertEquals(false, assigns(unit), unit);
        }
    }

    @Test
    void digits_go_on_with_a_name() {
        for (String name : List.of("a0", "a9", "_5b")) {
            assertEquals(true, assigns(name), name);
        }
        for (String name : List.of("a/", "a:", "a-", "a.")) {
            assertEquals(false, assigns(name), name);
        }
    }

    @Test
    void every_digit_is_a_descriptor_and_nothing_beside_them_is() {
        for (char digit = '0'; digit <= '9'; digit++) {
            SimpleCommand command = Started.commands("a " + digit + ">x").getFirst();

            assertEquals(
                    Optional.of(String.valueOf(digit)),
                    command.redirections().getFirst().descriptor());
            assertEquals(1, command.words().size());
        }
        for (String word : List.of("/", ":", "a")) {
            assertEquals(
                    2, Started.commands("a " + word + ">x").getFirst().words().size(), word);
        }
    }

    @Test
    void every_special_parameter_is_read_as_one() {
        for (char name : "@*#?-$!".toCharArray()) {
            WordPart part = Started.commands("echo $" + name)
                    .getFirst()
                    .words()
                    .getLast()
                    .parts()
                    .getFirst();

            assertEquals(
                    String.valueOf(name),
                    assertInstanceOf(WordPart.ParameterExpansion.class, part).name());
        }
        for (String text : List.of("$", "$%", "$,", "$.", "$/", "$=")) {
            assertEquals(
                    Optional.of(text),
                    Started.commands("echo " + text)
                            .getFirst()
                            .words()
                            .getLast()
                            .value(),
                    text);
        }
    }
}
