package com.expacti.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How the options of wrappers are told from the command behind them, program by program. */
final class WrapperOptionsTest {
    private static void requireStarts(String text, String... started) {
        assertEquals(List.of(started), Started.by(text), text);
    }

    private static void requireUnknown(String... texts) {
        for (String text : texts) {
            assertTrue(Started.by(text).stream().anyMatch(one -> one.endsWith("?")), text);
        }
    }

    @Test
    void an_option_whose_value_is_missing_is_not_understood() {
        requireUnknown("sudo -u", "xargs -n", "env --unset", "timeout -k", "sort --compress-program", "xargs -I");
    }

    @Test
    void a_value_may_be_the_rest_of_its_option() {
        requireStarts("sudo -uroot rm x", "sudo > rm x");
        requireStarts("sudo --user=root rm x", "sudo > rm x");
        requireStarts("valgrind --log-file=x rm y", "valgrind > rm y");
        requireStarts("valgrind --quiet rm y", "valgrind > rm y");
        requireStarts("firejail --quiet rm y", "firejail > rm y");
    }

    @Test
    void an_output_that_is_a_program_is_seen_in_every_form_of_its_option() {
        requireUnknown("valgrind --log-file='|rm x' ls", "strace -o '|rm x' ls", "strace -o'!rm x' ls");
        requireUnknown("strace --output='|rm x' ls");
    }

    @Test
    void a_placeholder_given_right_behind_its_option_is_that_alone() {
        requireUnknown("xargs -i% % x", "xargs -I% % x", "xargs --replace=% % x", "xargs -I '' rm x", "xargs -i {} x");
        requireStarts("xargs -i% rm %", "xargs > rm %");
    }

    @Test
    void only_what_is_given_on_standard_input_is_a_shells_input() {
        requireStarts("bash 0<<< ls", "bash > ls");
        requireStarts("bash <<< ls > out", "bash > ls");
        requireStarts("bash <<< ls 2>&1 >> log", "bash > ls");
        requireUnknown("bash 3<<< ls", "bash <<< ls 0< f", "bash <<< ls <> f");
    }

    @Test
    void the_last_command_of_a_payload_points_at_itself_whatever_the_quotes() {
        for (String text : List.of(
                "sh -c \"ls; rm x\"",
                "sh -c 'ls; rm x'",
                "sh -c 'ls; 'rm\" x\"",
                "eval ls \\; rm x",
                "bash <<E\nls; rm x\nE\n",
                "bash <<'E'\nls; rm x\nE\n",
                "bash <<< 'ls; rm x'")) {
            Effective last =
                    Wrappers.effective(Started.commands(text).getFirst()).getLast();

            Span span =
                    assertInstanceOf(Effective.Command.class, last).command().span();
            assertEquals("rm x", span.of(text).replaceAll("[\"']", ""), text);
        }
    }

    @Test
    void an_empty_text_starts_nothing_wherever_it_comes_from() {
        requireStarts("bash <<E\nE\n");
        requireStarts("bash <<< ''");
        requireStarts("eval");
        requireStarts("sh -c \"\"");
    }

    @Test
    void words_added_to_an_option_that_holds_text_are_not_known() {
        requireUnknown("xargs sort --compress-program=gz");
    }

    @Test
    void an_option_of_ssh_without_an_equals_sign_is_plain_or_not_by_its_name() {
        requireStarts("ssh -o Port host ls", "ssh > ls");
        requireStarts("ssh -p 22 -o 'Port 22' host ls", "ssh > ls");
        requireUnknown("ssh -o Unheard host ls", "ssh host -Z ls", "ssh -Z host ls", "ssh host -o", "ssh \"$@\" ls");
    }

    @Test
    void rsync_starts_whatever_its_transport_is_unless_that_is_ssh() {
        requireStarts("rsync -e 'ssh -p 22' a b", "rsync -e ssh -p 22 a b");
        requireStarts("rsync -e 'rm -p 22' a b", "rsync > rm -p 22", "rsync -e rm -p 22 a b");
        requireStarts("rsync -e 'rm -l x' a b", "rsync > rm -l x", "rsync -e rm -l x a b");
    }

    @Test
    void find_looks_for_the_end_of_an_action_only_behind_it() {
        requireStarts("find . ';' -exec rm {} ';'", "find > rm {}");
        requireStarts("find . {} + -exec rm x {} +", "find > rm x {}");
        requireUnknown("find . -exec rm {}", "find . -exec rm x +");
    }

    @Test
    void screen_answers_questions_and_starts_only_what_is_detached() {
        requireStarts("screen -ls", "screen -ls");
        requireStarts("screen -dm rm x", "screen > rm x");
        requireUnknown("screen", "screen -dm", "screen -x", "screen -ls x", "screen -r", "screen -d rm x");
    }

    @Test
    void tmux_is_followed_only_where_every_word_is_understood() {
        requireStarts("tmux ls", "tmux ls");
        requireStarts("tmux kill-session -t x", "tmux kill-session -t x");
        requireStarts("tmux new -d rm x", "tmux > rm x");
        requireStarts("tmux new 'rm x'", "tmux > rm x");
        requireStarts("tmux send-keys 'rm x' Enter", "tmux > rm x");
        requireStarts("tmux send rm Space x Enter", "tmux > rm x");
        requireStarts("tmux send -l Enter", "tmux > Enter");
        requireStarts("tmux run-shell 'rm x'", "tmux > rm x");
        requireUnknown(
                "tmux ls ';' rm", "tmux ls\\; x", "tmux -Z ls", "tmux new -Q rm", "tmux ls $x", "tmux", "tmux new");
        requireUnknown(
                "tmux send -X cancel", "tmux send -N 3 x", "tmux send -Q x", "tmux send Up Enter", "tmux source f");
        requireUnknown(
                "xargs tmux ls", "xargs tmux send x", "tmux run-shell a b", "tmux run-shell", "tmux run-shell -Z a");
    }

    @Test
    void crontab_takes_a_file_or_lines_with_five_fields_before_the_command() {
        requireStarts("crontab jobs", "crontab jobs");
        requireStarts("crontab <<'E'\n* * * * * rm x\n@daily rm y\nE\n", "crontab > rm x", "crontab > rm y");
        requireStarts("crontab <<'E'\n* * * * *\n@daily\n# rm x\nA=b\n\nE\n");
        requireUnknown("crontab", "crontab -", "crontab $x", "xargs crontab");
    }

    @Test
    void a_command_may_stand_behind_assignments_whose_values_stay_one_word() {
        requireStarts("env A=\"$x\" rm y", "env > rm y");
        requireStarts("sudo A=b B=c rm y", "sudo > rm y");
        requireStarts("env =x rm", "env > =x rm");
        requireUnknown("env A=$x rm y", "env \"$x\" rm y", "env A=b -- rm x");
    }

    @Test
    void dashes_end_the_options_once() {
        requireStarts("timeout 5 -- rm 'x;y'", "timeout > rm x;y");
        requireStarts("timeout -- 5 rm x", "timeout > rm x");
        requireUnknown("nohup -- -- rm x", "npx -- -c 'rm x'", "timeout 5* rm x");
    }

    @Test
    void nice_knows_its_old_form() {
        requireStarts("nice -10 rm x", "nice > rm x");
        requireStarts("nice --10 rm x", "nice > rm x");
        requireStarts("nice -n 10 rm x", "nice > rm x");
        requireStarts("gnice rm x", "gnice > rm x");
        requireUnknown("nice -10x rm x");
    }

    @Test
    void env_takes_words_out_of_a_string_it_and_a_shell_read_alike() {
        requireStarts("env -i -S 'rm x' y", "env > rm x y");
        requireStarts("genv -S 'rm x'", "genv > rm x");
        requireUnknown("env -S 'rm\\_x'", "env -S 'rm $x'", "env -S 'rm x' -i ls", "env -S 'rm x; ls'", "env -S");
    }

    @Test
    void a_shell_that_sudo_starts_reads_blanks_and_expansions_again() {
        requireStarts("sudo -s rm x", "sudo > rm x");
        requireUnknown("sudo -s ' rm' x", "sudo -s rm '$x'", "sudo -s", "sudo --login");
    }

    @Test
    void an_alias_is_read_only_when_it_has_a_name_and_a_text() {
        requireStarts("alias =x", "alias =x");
        requireStarts("alias a='rm x'", "alias > rm x", "alias a=rm x");
        requireUnknown("alias $x", "xargs alias");
    }

    @Test
    void text_in_an_option_is_read_as_a_word_of_its_own_and_behind_an_equals_sign() {
        requireStarts("su -c 'rm x'", "su > rm x");
        requireStarts("su '-crm x' root", "su > rm x");
        requireStarts("su --command='rm x' root", "su > rm x");
        requireStarts("script -c 'rm x' log", "script > rm x");
        requireUnknown("su -c", "su -c \"$x\"", "su -c a -c b", "su a b -c ls", "su -s /bin/x -c ls", "su root");
        requireUnknown("script log other", "script -Z", "script", "xargs script -c ls");
    }

    @Test
    void the_reason_says_what_is_missing() {
        for (List<String> one : List.of(
                List.of("su", "`su` without a command starts a shell"),
                List.of("su -c a -c b", "`su` is given two commands"),
                List.of("docker run i", "`docker` runs what the image says, which is not known"),
                List.of("bash -c", "the text given to `bash` is missing"),
                List.of("ssh", "in `ssh`, the host is missing"))) {
            Effective only = Wrappers.effective(Started.commands(one.getFirst()).getFirst())
                    .getFirst();

            assertEquals(
                    one.getLast(),
                    assertInstanceOf(Effective.Unknown.class, only).reason());
        }
    }

    @Test
    void text_in_an_option_points_at_itself() {
        for (String text : List.of(
                "su -c 'ls; rm x' root", "git config core.pager 'ls; rm x'", "sort --compress-program 'ls; rm x'")) {
            assertTrue(
                    Wrappers.effective(Started.commands(text).getFirst()).stream()
                            .anyMatch(one -> one instanceof Effective.Command command
                                    && command.command().span().of(text).equals("rm x")),
                    text);
        }
    }

    @Test
    void sg_takes_its_text_with_and_without_an_option() {
        requireStarts("sg g 'rm x'", "sg > rm x");
        requireStarts("sg g -c 'rm x'", "sg > rm x");
        requireStarts("sg - g -c 'rm x'", "sg > rm x");
        requireStarts("sg - g 'rm x'", "sg > rm x");
        requireUnknown("sg g", "sg", "sg g -c", "sg g -c a b", "sg - g");
    }

    @Test
    void a_shell_runs_a_file_only_when_no_word_before_it_can_be_an_option() {
        requireStarts("bash --version", "bash --version");
        requireStarts("bash f --version", "bash f --version");
        requireUnknown("bash --norc", "bash a*", "bash +x -c ls", "bash +x f", "bash --version --norc", "bash -c");
        requireUnknown("source", "source --", "source /dev/stdin", ". -", "source a*", "xargs source");
    }

    @Test
    void trap_runs_its_first_word_unless_it_only_resets_or_prints() {
        for (String text :
                List.of("trap", "trap -l", "trap -p INT", "trap - INT", "trap INT", "trap -- INT", "trap --")) {
            requireStarts(text, text);
        }
        requireStarts("trap 'rm x' EXIT", "trap > rm x");
        requireStarts("trap -- 'rm x' EXIT", "trap > rm x");
        requireUnknown("trap \"$x\"", "trap - $x", "trap \"$x\" EXIT");
    }

    @Test
    void watch_gives_its_words_to_a_shell_unless_told_not_to() {
        requireStarts("watch rm 'a;b'", "watch > rm a", "watch > b");
        requireStarts("watch -x rm 'a;b'", "watch > rm a;b");
        requireStarts("watch --exec rm 'a;b'", "watch > rm a;b");
        requireUnknown("watch -Z ls", "watch -x");
    }

    @Test
    void git_starts_a_program_by_a_subcommand_an_option_or_a_setting() {
        requireUnknown("git rebase '-xrm x'", "git rebase --exec", "git grep -O a", "git grep -Oless a", "git a*");
        requireUnknown("git clone -u p x", "git clone -c a=b x", "git bisect run");
        requireUnknown(
                "git submodule foreach",
                "git config -e",
                "git -c =x log",
                "git -c x log",
                "git difftool a",
                "xargs git");
        requireStarts("git ls-remote --upload-pack=p x", "git > p", "git ls-remote --upload-pack=p x");
        for (String text : List.of(
                "git",
                "git -C x",
                "git rebase main",
                "git grep a",
                "git clone x y",
                "git -C --exec log",
                "git bisect good",
                "git submodule update",
                "git remote -v")) {
            requireStarts(text, text);
        }
    }

    @Test
    void a_setting_of_git_whose_name_is_not_known_may_be_any() {
        requireUnknown("git config $x y", "git config \"$x\" y", "git config core.p* y", "git config \"$x\"");
        requireUnknown("xargs git config", "xargs git config core.pager", "git config --unheard a b");
    }

    @Test
    void git_config_starts_later_what_it_sets_and_nothing_when_it_asks() {
        for (String text : List.of(
                "git config core.pager",
                "git config get core.pager x",
                "git config --get core.pager x",
                "git config list",
                "git config unset core.pager x",
                "git config --list")) {
            requireStarts(text, text);
        }
        requireStarts("git config core.pager 'rm x'", "git > rm x", "git config core.pager rm x");
        requireStarts("git config set core.pager 'rm x'", "git > rm x", "git config set core.pager rm x");
        requireUnknown("git config set user.name x", "git config user.name x", "git config alias.a b");
    }
}
