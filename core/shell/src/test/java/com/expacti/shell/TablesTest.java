package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.shell.OptionTable.Row;
import com.expacti.shell.OptionTable.Shape;
import com.expacti.shell.OptionTable.Trigger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The tables of programs: what a row means once it is read. */
final class TablesTest {
    private static Row row(String name) {
        return Optional.ofNullable(OptionTable.rows().get(name)).orElseThrow();
    }

    @Test
    void a_row_of_options_says_which_letters_take_a_value_and_how_they_stand() {
        assertEquals(new Row(false, true, "BTMf@", "", row("rsync").triggers()), row("rsync"));
        assertEquals(new Row(false, false, "p", "", row("gdb").triggers()), row("gdb"));
        assertEquals(new Row(true, false, "", "", row("socat").triggers()), row("socat"));
        assertEquals(new Row(true, true, "hPuDS", "p", row("mysql").triggers()), row("mysql"));
        assertEquals(row("mysql"), row("mariadb"));
    }

    @Test
    void a_cell_of_options_is_a_letter_a_long_option_a_word_a_start_or_the_input() {
        assertEquals(
                List.of(new Trigger(Shape.LETTER, "e", Escape.REMOTE)),
                row("rsync").of(Shape.LETTER));
        assertEquals(
                List.of(
                        new Trigger(Shape.LONG, "rsh", Escape.REMOTE),
                        new Trigger(Shape.LONG, "rsync-path", Escape.SHELL)),
                row("rsync").of(Shape.LONG));
        assertEquals(
                List.of(new Trigger(Shape.START, "+", Escape.PAGER)),
                row("less").of(Shape.START));
        assertEquals(
                List.of(new Trigger(Shape.INPUT, "", Escape.SQL)), row("mysql").of(Shape.INPUT));
        assertTrue(row("gdb").of(Shape.WORD).contains(new Trigger(Shape.WORD, "-ex", Escape.DEBUGGER)));
        assertTrue(row("lldb").of(Shape.WORD).contains(new Trigger(Shape.WORD, "--", Escape.WORDS)));
        assertTrue(row("make").of(Shape.START).contains(new Trigger(Shape.START, "MAKE=", Escape.UNSEEN)));
        assertTrue(row("adb").of(Shape.WORD).contains(new Trigger(Shape.WORD, "shell", Escape.LINE)));
    }

    @Test
    void a_row_of_prefixes_says_what_stands_before_the_command() {
        PrefixWrapper timeout =
                assertInstanceOf(PrefixWrapper.class, PrefixTable.table().get("timeout"));
        PrefixWrapper flock =
                assertInstanceOf(PrefixWrapper.class, PrefixTable.table().get("flock"));

        assertEquals("fpv", timeout.options().flags());
        assertEquals("ks", timeout.options().valued());
        assertEquals(
                Set.of("foreground", "preserve-status", "verbose"),
                timeout.options().longFlags());
        assertEquals(Set.of("kill-after", "signal"), timeout.options().longValued());
        assertEquals(1, timeout.operands());
        assertEquals("wEc", flock.options().valued(), "an option that holds text has a value");
        assertTrue(flock.options().longValued().contains("command"));
    }

    @Test
    void a_program_of_two_words_starts_others_by_its_subcommand_alone() {
        Set<String> names = PrefixTable.bySubcommand();

        assertTrue(names.containsAll(Set.of("npm", "bun", "k3s", "lxc")));
        assertFalse(names.contains("timeout") || names.contains("") || names.contains("npm exec"));
        assertEquals(List.of("npm"), Started.by("npm"));
        assertEquals(List.of("npm -q install"), Started.by("npm -q install"));
        assertEquals(List.of("npm > rm x"), Started.by("npm exec rm x"));
        for (String text : List.of("npm -q exec rm", "npm $x", "npm -q $x", "xargs npm", "xargs npm -q")) {
            assertTrue(Started.by(text).getLast().endsWith("?"), text);
        }
    }

    @Test
    void options_are_scanned_by_what_is_listed() {
        Options options = Options.of("v", "o", " long  other ", "value").withAttached("i");
        List<Word> words = Started.commands("x -vix -o y --long --value=z --value w --other=1 end")
                .getFirst()
                .words();

        Options.Scan scan = options.scan(words, 1);

        assertEquals(Optional.empty(), scan.trouble());
        assertEquals(words.size() - 1, scan.operand());
        assertEquals(
                List.of("v", "i", "o", "long", "value", "value", "other"),
                scan.seen().stream().map(Options.Seen::name).toList());
        assertEquals(
                List.of("x", "y", "z", "w", "1"),
                scan.seen().stream().flatMap(option -> option.value().stream()).toList());
    }

    @Test
    void a_program_that_is_in_a_table_is_seen_through_by_it() {
        Map<String, Wrappers.Wrapper> all = new HashMap<>();
        all.putAll(SecondReadings.table());
        all.putAll(Starters.table());
        List.of(
                        PrefixWrapper.table(),
                        ShellWrappers.table(),
                        SearchWrappers.table(),
                        RemoteWrappers.table(),
                        Schedules.table(),
                        ContainerWrappers.table(),
                        Terminals.table(),
                        GitWrapper.table(),
                        Languages.table())
                .forEach(all::putAll);
        for (String text : List.of(
                "sudo -u a rm x",
                "nice -n 5 rm x",
                "gnice rm x",
                "env -i rm x",
                "genv rm x",
                "command rm x",
                "nohup rm x",
                "npm exec rm x",
                "bash -c ls",
                "zsh -c ls",
                ". f",
                "source f",
                "eval ls",
                "trap ls EXIT",
                "alias a=b",
                "su -c ls",
                "runuser -u a ls",
                "sg a ls",
                "script -c ls",
                "watch ls",
                "find . -exec rm x ';'",
                "gfind . -exec rm x ';'",
                "xargs rm",
                "gxargs rm",
                "ssh h ls",
                "at now",
                "batch",
                "crontab f",
                "docker exec c ls",
                "podman exec c ls",
                "nerdctl exec c ls",
                "kubectl exec p -- ls",
                "oc exec p -- ls",
                "docker-compose exec c ls",
                "podman-compose exec c ls",
                "tmux new ls",
                "screen -dm ls",
                "git -c core.pager=x log",
                "python -c x",
                "pypy -c x",
                "perl -e x",
                "ruby -e x",
                "jruby -e x",
                "node -e x",
                "nodejs -e x",
                "bun -e x",
                "php -r x",
                "lua -e x",
                "luajit -e x",
                "awk 'system(1)'",
                "gawk 'system(1)'",
                "mawk 'system(1)'",
                "nawk 'system(1)'",
                "sed e",
                "gsed e",
                "tar --to-command=x -xf f",
                "parallel x",
                "let 'a[$(x)]'",
                "unset 'a[$(x)]'")) {
            SimpleCommand command = Started.commands(text).getFirst();

            Wrappers.Wrapper wrapper = all.get(command.name().orElseThrow());

            assertNotNull(wrapper, text);
            assertEquals(Wrappers.effective(command), wrapper.see(Call.of(command)), text);
        }
    }

    @Test
    void a_value_that_is_too_long_to_look_through_may_start_anything() {
        String most = "select " + "a".repeat(3_993);

        assertEquals(1, Started.by("psql -c '" + most + "'").size());
        assertEquals(List.of("?"), Started.by("psql -c '" + most + "a'"));
    }

    @Test
    void a_setting_of_apt_that_names_nothing_may_start_anything() {
        assertEquals(List.of("?"), Started.by("apt -o =invoke update"));
        assertEquals(
                List.of("apt > rm x", "apt -o DPkg::Pre-Invoke::=rm x update"),
                Started.by("apt -o 'DPkg::Pre-Invoke::=rm x' update"));
    }
}
