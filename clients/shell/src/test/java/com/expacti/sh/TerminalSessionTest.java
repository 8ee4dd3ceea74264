package com.expacti.sh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.client.scripted.Lines;
import com.expacti.client.scripted.ScriptedGate;
import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TerminalSessionTest {
    @TempDir
    private Path directory;

    @Test
    void one_shell_lives_through_a_session_at_a_terminal() throws Exception {
        Recorder recorder = new Recorder("rm -rf build");
        try (ScriptedGate gate = ScriptedGate.start().then(recorder)) {
            Typist typist = new Typist(gate, directory);
            typist.prompt();
            typist.enter("mkdir sub; cd sub; x=5");
            typist.prompt();
            typist.enter("echo $x in ${PWD##*/}; tty | cut -c1-8");
            typist.sees("5 in sub");
            typist.sees("/dev/pts");
            typist.prompt();
            typist.enter("cat <<'END'");
            typist.sees("> ");
            typist.enter("line ! of $x");
            typist.enter("END");
            typist.sees("line ! of $x");
            typist.prompt();
            typist.enter("(exit 7)");
            typist.prompt();
            typist.enter("echo code $?; env | grep -c token; ls -l /proc/self/fd | grep -c expacti-sh");
            typist.sees("code 7\r\n0\r\n0\r\n");
            typist.prompt();
            typist.enter("rm -rf build");
            typist.sees("expacti: command denied — not during business hours");
            typist.prompt();
            typist.enter("read -r answer; echo got $answer");
            typist.seesEcho("got $answer");
            typist.enter("typed; echo smuggled");
            typist.sees("got typed; echo smuggled");
            typist.prompt();
            typist.enter("echo started; sleep 1000; echo not reached");
            typist.seesEcho("not reached");
            typist.sees("started\r\n");
            typist.press('\003');
            typist.prompt();
            typist.enter("echo spinning; while :; do :; done");
            typist.seesEcho("; done");
            typist.sees("spinning\r\n");
            typist.press('\003');
            typist.prompt();
            typist.enter("exit");

            assertEquals(130, typist.exitCode());
        }
        assertFalse(recorder.commands().stream().anyMatch(command -> command.startsWith("typed")));
        assertTrue(recorder.commands().contains("cat <<'END'\nline ! of $x\nEND"));
        assertEquals(directory.resolve("sub").toString(), recorder.directories().getLast());
        assertEquals(List.of(0L, 0L, 0L, 7L, 1L, 0L, 130L, 130L), recorder.exitCodes());
    }

    @Test
    void ctrl_c_while_waiting_takes_the_command_back_and_the_session_goes_on() throws Exception {
        try (ScriptedGate gate = ScriptedGate.start()) {
            Typist typist = new Typist(gate, directory);
            gate.then(peer -> {
                peer.welcome("sess_1");
                String ref = peer.take("command").text("ref").orElseThrow();
                peer.send(Lines.pending(ref, "cmd_1"));
                peer.take("cancel");
                peer.send(Lines.refused(ref, "cmd_1", "cancelled", ""));
            });
            typist.prompt();
            typist.enter("rm -rf build");
            typist.sees("expacti: waiting for a reviewer · 82 CRITICAL · ");
            typist.press('\003');
            typist.prompt();
            typist.press('\004');

            assertEquals(130, typist.exitCode());
        }
    }

    /** Somebody at a terminal, who reads before typing on. */
    private static final class Typist {
        private final PtyProcess process;
        private final InputStream screen;
        private final StringBuilder unread = new StringBuilder();

        Typist(ScriptedGate gate, Path directory) throws IOException {
            var environment = Program.environment(gate);
            environment.put("HOME", "/nonexistent");
            process = new PtyProcessBuilder(Program.line("012").toArray(new String[0]))
                    .setEnvironment(environment)
                    .setDirectory(directory.toString())
                    .setInitialColumns(200)
                    .setInitialRows(40)
                    .setRedirectErrorStream(true)
                    .start();
            screen = process.getInputStream();
        }

        void prompt() throws IOException {
            sees("$ ");
        }

        void enter(String line) throws IOException {
            process.getOutputStream().write((line + "\r").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        void press(int key) throws IOException {
            process.getOutputStream().write(key);
            process.getOutputStream().flush();
        }

        /** Reads on until the text has come; what stood before it is done with. */
        void sees(String text) throws IOException {
            byte[] buffer = new byte[4096];
            while (unread.indexOf(text) < 0) {
                int n = screen.read(buffer);
                if (n < 0) {
                    throw new AssertionError("the screen ended before `" + text + "`: " + unread);
                }
                unread.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
            unread.delete(0, unread.indexOf(text) + text.length());
        }

        /** The line editor's own echo, behind which the command starts. */
        void seesEcho(String end) throws IOException {
            sees(end);
            sees("\n");
        }

        int exitCode() throws Exception {
            return process.waitFor();
        }
    }
}
