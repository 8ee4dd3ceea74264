package com.expacti.domain.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionTableTest {
    private static int taken(String line, int at) {
        return OptionTable.takenOption(List.of(line.split(" ")), at);
    }

    @Test
    void a_value_in_the_next_word_is_taken_along_and_a_missing_one_is_not() {
        assertEquals(2, taken("docker logs --tail 5 web", 2));
        assertEquals(2, taken("docker logs -fn 5 web", 2));
        assertEquals(1, taken("docker logs -fn5 web", 2));
        assertEquals(0, taken("docker logs --tail", 2));
    }

    @Test
    void a_value_that_starts_like_an_option_is_taken_only_where_it_is_a_number() {
        assertEquals(2, taken("head -n -5 f", 1));
        assertEquals(0, taken("head -n -x f", 1));
        assertEquals(0, taken("docker logs --since --config=x", 2));
    }

    @Test
    void one_long_name_after_a_single_dash_is_not_read_as_letters() {
        assertEquals(1, taken("go test -v ./...", 2));
        assertEquals(0, taken("go test -pkgdir /x", 2));
        assertEquals(0, taken("go test -vettool=x", 2));
    }

    @Test
    void an_option_whose_value_is_optional_takes_no_next_word() {
        assertEquals(1, taken("ls --color never", 1));
        assertEquals(1, taken("ls --color=never", 1));
    }

    @Test
    void options_in_front_of_the_subcommand_are_never_taken() {
        assertEquals(0, taken("git -C x status", 1));
        assertEquals(1, taken("git -C x log --oneline", 4));
        assertEquals(0, taken("git -C x log --output=y", 4));
    }

    @Test
    void a_value_of_the_wrong_kind_is_not_taken() {
        assertEquals(1, taken("kubectl get pods -ojson", 3));
        assertEquals(0, taken("kubectl get pods -o=go-template-file=/x", 3));
        assertEquals(0, taken("kubectl get pods -o go-template-file=/x", 3));
        assertEquals(2, taken("curl -o /dev/null x", 1));
        assertEquals(0, taken("curl -o /etc/x x", 1));
        assertEquals(0, taken("curl -w @x y", 1));
    }

    @Test
    void an_abbreviated_long_option_is_not_known() {
        assertEquals(0, taken("ls --recurs", 1));
        assertEquals(0, taken("git log --outp=x", 2));
    }

    @Test
    void operands_that_change_something_are_not_taken() {
        assertFalse(OptionTable.takesOperand(List.of("date", "01010000"), 1, false));
        assertFalse(OptionTable.takesOperand(List.of("uniq", "a", "b"), 2, false));
        assertTrue(OptionTable.takesOperand(List.of("uniq", "-c", "a"), 2, false));
        assertFalse(OptionTable.takesOperand(List.of("tar", "xIf", "a"), 1, false));
        assertTrue(OptionTable.takesOperand(List.of("tar", "xzf", "a"), 1, false));
        assertTrue(OptionTable.takesOperand(List.of("tar", "xzf", "IF.tar"), 2, false));
    }

    @Test
    void a_number_or_a_format_is_taken_where_the_program_has_them() {
        assertEquals(1, taken("head -5 f", 1));
        assertEquals(1, taken("head -09 f", 1));
        assertEquals(1, taken("head +5 f", 1));
        assertEquals(0, taken("head -5: f", 1));
        assertEquals(0, taken("head -/ f", 1));
        assertEquals(0, taken("head - f", 1));
        assertEquals(0, taken("sort -5 f", 1));
        assertEquals(1, taken("date +%s", 1));
        assertEquals(0, taken("date -%s", 1));
        assertEquals(0, taken("uniq +%s", 1));
    }

    @Test
    void an_equals_sign_ends_the_name_of_a_known_option_alone() {
        assertEquals(1, taken("head -n=5 f", 1));
        assertEquals(0, taken("head -x=5 f", 1));
        assertEquals(0, taken("head -=5 f", 1));
        assertEquals(0, taken("head --=5 f", 1));
        assertEquals(0, taken("ls --almost-all=x", 1));
    }

    @Test
    void a_value_in_the_next_word_is_plain() {
        assertEquals(0, taken("docker logs --since ../x web", 2));
        assertEquals(0, taken("docker logs --since \uE000$X\uE00F web", 2));
        assertEquals(2, taken("curl -o - x", 1));
        assertEquals(0, taken("docker logs --since - web", 2));
    }

    @Test
    void options_of_a_subcommand_are_taken_behind_it_alone() {
        assertEquals(1, taken("kubectl -n x get pods -w", 5));
        assertEquals(0, taken("kubectl -w get pods", 1));
        assertEquals(0, taken("kubectl -n", 1));
        assertEquals(0, taken("git -C x", 1));
        assertEquals(1, taken("aws --profile x s3 ls --human-readable", 5));
        assertEquals(1, taken("aws s3 ls --human-readable", 3));
    }

    @Test
    void whether_a_program_has_subcommands_is_told_wherever_it_lies() {
        for (String program : List.of("git", "/usr/bin/git", "podman", "cargo")) {
            assertTrue(OptionTable.hasSubcommands(program), program);
        }
        assertFalse(OptionTable.hasSubcommands("ls"));
    }

    @Test
    void a_subcommand_that_only_an_author_chooses_is_not_taken_and_its_operands_are() {
        assertFalse(OptionTable.takesOperand(List.of("git", "config"), 1, false));
        assertTrue(OptionTable.takesOperand(List.of("npm", "version", "patch"), 2, false));
        assertFalse(OptionTable.takesOperand(List.of("npm", "version", "patch"), 1, false));
        assertTrue(OptionTable.takesOperand(List.of("mkdir", "x"), 1, false));
        assertTrue(OptionTable.takesOperand(List.of("tar", "tf", "x"), 2, false));
        assertFalse(OptionTable.takesOperand(List.of("tar", "tf", "h:x"), 2, false));
        assertFalse(OptionTable.takesOperand(List.of("tar", "tf", "h:x"), 2, true));
        assertFalse(OptionTable.takesOperand(List.of("hostname", "x"), 1, false));
        assertTrue(OptionTable.takesOperand(List.of("hostname", "x"), 1, true));
    }
}
