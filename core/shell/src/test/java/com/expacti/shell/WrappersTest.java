package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

final class WrappersTest {
    private static final int CASES = Math.min(20_000, Integer.getInteger("expacti.cases", 20_000));

    private static List<Effective> effective(String text) {
        Parsed parsed = assertInstanceOf(Parsed.class, ShellParser.parse(text));
        return Wrappers.effective(parsed.simpleCommands().getFirst());
    }

    private static Effective.Command command(String text) {
        return assertInstanceOf(Effective.Command.class, effective(text).getFirst());
    }

    private static void requireUnknown(String text) {
        assertTrue(effective(text).stream().anyMatch(Effective.Unknown.class::isInstance), text);
    }

    @Test
    void a_command_that_is_no_wrapper_is_itself() {
        Parsed parsed = assertInstanceOf(Parsed.class, ShellParser.parse("rm x > f"));
        SimpleCommand command = parsed.simpleCommands().getFirst();

        Effective.Command effective = assertInstanceOf(
                Effective.Command.class, Wrappers.effective(command).getFirst());

        assertSame(command, effective.command());
        assertEquals(List.of(), effective.via());
    }

    @Test
    void redirections_and_assignments_stay_with_a_command_behind_a_wrapper() {
        SimpleCommand command = command("A=1 sudo env LD_PRELOAD=x rm y > f").command();

        assertEquals(
                List.of("A", "LD_PRELOAD"),
                command.assignments().stream().map(Assignment::name).toList());
        assertEquals(1, command.redirections().size());
    }

    @Test
    void commands_of_a_payload_point_into_the_outermost_text() {
        String text = "sudo sh -c 'ls; rm x'";

        Effective.Command last =
                assertInstanceOf(Effective.Command.class, effective(text).getLast());

        assertEquals("rm x", last.command().span().of(text));
        assertEquals(Optional.of("ls; rm x"), last.payload().map(Parsed::text));
    }

    @Test
    void a_wrapper_without_a_command_is_itself_where_it_then_only_prints() {
        assertEquals(List.of(), command("env").via());
        assertEquals(List.of(), command("nohup").via());
        requireUnknown("chroot /x");
        requireUnknown("su");
        requireUnknown("sudo -i");
        requireUnknown("sudo -s");
    }

    @Test
    void an_uncertain_word_before_the_command_makes_it_unknown() {
        for (String text : List.of(
                "sudo $x rm",
                "timeout $t rm",
                "env \"$x\" rm",
                "nice -n $n rm",
                "ssh $h rm",
                "ssh \"$h\" rm",
                "docker $x run a b",
                "docker run -it \"$i\" rm",
                "kubectl $x exec p -- rm",
                "find . $x",
                "find . \"$x\" rm {} \\;",
                "xargs $x rm",
                "bash $x",
                "git $x log",
                "python $x",
                "perl $x",
                "eval $x",
                "trap \"$x\" EXIT",
                "su $x",
                "tar $x",
                "sudo *")) {
            requireUnknown(text);
        }
    }

    @Test
    void an_uncertain_value_of_an_option_leaves_the_command_certain_when_it_stays_one_word() {
        assertEquals(List.of("sudo"), command("sudo -u \"$user\" rm x").via());
        requireUnknown("sudo -u \"$@\" rm x");
        requireUnknown("sudo -u \"${a[@]}\" rm x");
    }

    @Test
    void words_added_at_run_time_never_become_a_command_or_shell_text() {
        for (String text : List.of(
                "xargs env",
                "xargs sudo",
                "xargs sh -c",
                "xargs bash",
                "xargs ssh host",
                "xargs -I{} {}",
                "xargs -I% sudo %x",
                "xargs watch ls",
                "xargs -I{} ssh h 'rm {}'",
                "xargs python",
                "xargs -I{} python -c 'x({})'",
                "xargs find .",
                "xargs timeout 5",
                "xargs su",
                "xargs docker exec c",
                "xargs kubectl",
                "xargs -I{} bash {}",
                "xargs xargs",
                "find . -exec {} \\;",
                "find . -exec env {} \\;",
                "xargs tmux new",
                "xargs awk")) {
            requireUnknown(text);
        }
    }

    @Test
    void a_lone_dash_or_an_option_is_no_command_name() {
        requireUnknown("nohup - rm x");
        requireUnknown("exec -- -x");
    }

    @Test
    void shells_nested_deeper_than_the_limit_are_unknown() {
        String text = "eval ".repeat(9) + "ls";

        requireUnknown(text);
        assertEquals(8, command("eval ".repeat(8) + "ls").via().size());
    }

    @Test
    void wrappers_in_a_row_beyond_the_limit_are_unknown() {
        requireUnknown("sudo ".repeat(10_000) + "ls");
        assertEquals(32, command("sudo ".repeat(32) + "ls").via().size());
    }

    @Test
    void the_last_input_of_a_shell_counts() {
        requireUnknown("bash <<'E' < f\nls\nE\n");
        requireUnknown("bash <<< ls <&3");
        assertEquals(List.of("bash"), command("bash < f <<< ls").via());
    }

    @Test
    void an_empty_payload_starts_nothing() {
        assertEquals(List.of(), effective("sh -c ''"));
    }

    @Test
    void names_that_run_what_they_are_given_are_wrappers() {
        for (String name :
                List.of("sudo", "bash", "python3", "xargs", "env", "parallel", "perl", "awk", "ssh", "fish")) {
            assertTrue(Wrappers.isWrapper(name), name);
        }
        for (String name : List.of("ls", "rm", "printf", "[", "tar", "sort", "echo", "kill")) {
            assertFalse(Wrappers.isWrapper(name), name);
        }
    }

    @Test
    void whatever_the_words_are_no_wrapper_throws() {
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        List<String> words = List.of(
                "sudo",
                "env",
                "nice",
                "timeout",
                "time",
                "command",
                "exec",
                "xargs",
                "find",
                "-exec",
                ";",
                "+",
                "{}",
                "ssh",
                "su",
                "setsid",
                "stdbuf",
                "watch",
                "busybox",
                "sh",
                "bash",
                "-c",
                "eval",
                "chroot",
                "script",
                "tmux",
                "new",
                "send",
                "kubectl",
                "exec",
                "--",
                "docker",
                "run",
                "git",
                "alias.x=!a",
                "python3",
                "-m",
                "perl",
                "-e",
                "node",
                "--eval",
                "--eval=x",
                "ruby",
                "php",
                "-r",
                "awk",
                "sed",
                "-",
                "--",
                "",
                "-I",
                "-n",
                "5",
                "A=b",
                "trap",
                "$x",
                "\"$@\"",
                "~",
                "*",
                "$(a)",
                "-o",
                "+x",
                "Enter",
                "'a;b'",
                "'\"'",
                "lua",
                "tar",
                "printf",
                "-v",
                "compose",
                "container",
                "-x",
                "-I{}",
                "vim",
                "'+!x'",
                "<<<x",
                ">f",
                "2",
                "-s");
        for (int i = 0; i < CASES; i++) {
            StringBuilder text = new StringBuilder();
            for (int w = 1 + chance.nextInt(8); w > 0; w--) {
                String word = words.get(chance.nextInt(words.size()));
                text.append(word.isEmpty() || word.equals(";") ? "'" + word + "'" : word)
                        .append(' ');
            }
            if (ShellParser.parse(text.toString()) instanceof Parsed parsed) {
                parsed.simpleCommands()
                        .forEach(command -> Wrappers.effective(command).forEach(found -> {
                            boolean reasoned = !(found instanceof Effective.Unknown unknown)
                                    || !unknown.reason().isEmpty();
                            assertTrue(reasoned, text::toString);
                        }));
            }
        }
    }
}
