package com.expacti.sh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.expacti.client.scripted.ScriptedGate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PipedSessionTest {
    @TempDir
    private Path directory;

    @Test
    void commands_from_a_pipe_share_one_shell_and_are_asked_for_one_by_one() {
        Recorder recorder = new Recorder("rm -rf /");
        try (ScriptedGate gate = ScriptedGate.start().then(recorder)) {
            String input = """
                    # a comment
                    mkdir -p sub && cd sub; word="it's ü"
                    cat <<'END'
                    $word ! \\ 'quoted'
                    END
                    for i in 1 2
                    do echo "$i $word"
                    done
                    rm -rf /
                    (exit 5)
                    echo "before: $?"; cat; ls -l /proc/self/fd | grep -c pipe:/\\\\\\|expacti
                    echo )
                    exit 9
                    echo never
                    """;

            Program.Left left = Program.run(gate, directory, input);

            assertEquals("""
                    $word ! \\ 'quoted'
                    1 it's ü
                    2 it's ü
                    before: 5
                    0
                    """, left.out());
            assertEquals("""
                    expacti: command denied — not during business hours
                    expacti-sh: line 1: syntax error near unexpected token `)'
                    """, left.err());
            assertEquals(9, left.exitCode());
            assertEquals(
                    List.of(
                            "mkdir -p sub && cd sub; word=\"it's ü\"",
                            "cat <<'END'\n$word ! \\ 'quoted'\nEND",
                            "for i in 1 2\ndo echo \"$i $word\"\ndone",
                            "rm -rf /",
                            "(exit 5)",
                            "echo \"before: $?\"; cat; ls -l /proc/self/fd | grep -c pipe:/\\\\\\|expacti"),
                    recorder.commands());
            assertEquals(
                    directory.resolve("sub").toString(), recorder.directories().getLast());
        }
        assertEquals(List.of(0L, 0L, 0L, 5L, 1L), recorder.exitCodes());
    }

    @Test
    void a_shell_that_ends_itself_ends_the_session() {
        Recorder recorder = new Recorder();
        try (ScriptedGate gate = ScriptedGate.start().then(recorder)) {
            Program.Left left = Program.run(gate, directory, "true; exit 3\necho never\n");

            assertEquals(new Program.Left(3, "", ""), left);
        }
        assertEquals(List.of("true; exit 3"), recorder.commands());
    }

    @Test
    void input_that_ends_inside_a_command_runs_nothing_of_it() {
        Recorder recorder = new Recorder();
        try (ScriptedGate gate = ScriptedGate.start().then(recorder)) {
            Program.Left left = Program.run(gate, directory, "echo 'open\n");

            assertEquals(
                    new Program.Left(2, "", "expacti-sh: the input ended inside a command: nothing of it ran\n"), left);
        }
        assertEquals(List.of(), recorder.commands());
    }
}
