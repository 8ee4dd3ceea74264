package com.expacti.sh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.client.scripted.Lines;
import com.expacti.client.scripted.ScriptedGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OnceTest {
    @TempDir
    private Path directory;

    @Test
    void an_approved_command_runs_as_it_is_and_its_exit_code_is_ours() {
        Recorder recorder = new Recorder();
        try (ScriptedGate gate = ScriptedGate.start().then(recorder)) {
            String command = "printf '%s|' \"it's\" 'a  b' \\\\; cat; exit 7";

            Program.Left left = Program.run(gate, directory, "from stdin", "-c", command);

            assertEquals(new Program.Left(7, "it's|a  b|\\|from stdin", ""), left);
            assertEquals(List.of(command), recorder.commands());
            assertEquals(List.of(directory.toString()), recorder.directories());
        }
        assertEquals(List.of(7L), recorder.exitCodes());
    }

    @Test
    void the_command_sees_neither_token_nor_start_up_files() {
        try (ScriptedGate gate = ScriptedGate.start().then(new Recorder())) {
            Program.Left left = Program.run(gate, directory, "", "-c", "env; ls /proc/self/fd");

            assertFalse(left.out().contains("token"), left.out());
            assertFalse(left.out().contains("BASH_ENV"), left.out());
            assertTrue(left.out().contains("EXPACTI_URL="), left.out());
        }
    }

    @Test
    void arguments_are_part_of_what_is_approved() {
        Recorder recorder = new Recorder();
        try (ScriptedGate gate = ScriptedGate.start().then(recorder)) {
            Program.Left left = Program.run(gate, directory, "", "-c", "echo \"$0:$1:$2\"", "me", "it's", "$(id)");

            assertEquals("me:it's:$(id)\n", left.out());
            assertEquals(List.of("BASH_ARGV0=me\nset -- 'it'\\''s' '$(id)'\necho \"$0:$1:$2\""), recorder.commands());
        }
    }

    @Test
    void a_denied_command_leaves_nothing_but_its_reason() {
        try (ScriptedGate gate = ScriptedGate.start().then(peer -> {
            peer.welcome("sess_1");
            String ref = peer.take("command").text("ref").orElseThrow();
            peer.send(Lines.pending(ref, "cmd_1", Instant.now().getEpochSecond()));
            peer.send(Lines.refused(ref, "cmd_1", "denied", "production namespace, needs change ticket"));
        })) {
            Program.Left left = Program.run(gate, directory, "", "-c", "touch ran");

            assertEquals(new Program.Left(126, "", """
                            expacti: waiting for a reviewer · 82 CRITICAL · 0:00
                            expacti: command denied — production namespace, needs change ticket
                            """), left);
            assertFalse(Files.exists(directory.resolve("ran")));
        }
    }

    @Test
    void a_redemption_that_is_refused_runs_nothing() {
        try (ScriptedGate gate = ScriptedGate.start().then(peer -> {
            peer.welcome("sess_1");
            peer.send(Lines.approved(peer.take("command").text("ref").orElseThrow(), "cmd_1"));
            peer.take("redeem");
            peer.send(Lines.error("conflict", "the digest is another command's", "", "cmd_1"));
        })) {
            Program.Left left = Program.run(gate, directory, "", "-c", "touch ran");

            assertEquals(
                    new Program.Left(126, "", "expacti: command denied — the digest is another command's\n"), left);
            assertFalse(Files.exists(directory.resolve("ran")));
        }
    }

    @Test
    void a_gate_that_is_away_runs_nothing() {
        ScriptedGate gone = ScriptedGate.start();
        gone.close();

        Program.Left left = Program.run(gone, directory, "", "-c", "touch ran");

        assertEquals(new Program.Left(126, "", "expacti: command denied — approval service unreachable\n"), left);
        assertFalse(Files.exists(directory.resolve("ran")));
    }

    @Test
    void an_interrupt_while_waiting_takes_the_command_back() throws IOException {
        Process[] program = new Process[1];
        try (ScriptedGate gate = ScriptedGate.start()) {
            gate.then(peer -> {
                peer.welcome("sess_1");
                String ref = peer.take("command").text("ref").orElseThrow();
                peer.send(Lines.pending(ref, "cmd_1"));
                interrupt(program[0]);
                assertEquals(Optional.of("cmd_1"), peer.take("cancel").text("id"));
                peer.send(Lines.refused(ref, "cmd_1", "cancelled", ""));
            });
            program[0] = Program.start(gate, directory, "-c", "touch ran");

            Program.Left left = Program.left(program[0]);

            assertEquals(130, left.exitCode());
            // The interrupt may be quicker than the line that says what is waited for.
            assertEquals(
                    "expacti: command cancelled", left.err().lines().toList().getLast());
            assertFalse(Files.exists(directory.resolve("ran")));
        }
    }

    @Test
    void a_script_file_is_refused_with_what_to_do_instead() {
        try (ScriptedGate gate = ScriptedGate.start()) {
            Program.Left left = Program.run(gate, directory, "", "deploy.sh");

            assertEquals(
                    new Program.Left(
                            2,
                            "",
                            "expacti-sh: a script file can change after it was approved, so `deploy.sh` is not run: "
                                    + "pass its text, as in  expacti-sh -c \"$(cat deploy.sh)\"  or  expacti-sh <deploy.sh\n"),
                    left);
        }
    }

    private static void interrupt(Process process) {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
