package com.expacti.sh;

import com.expacti.client.scripted.ScriptedGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole program in a process of its own. */
final class Program {
    static final String TOKEN = "demo-shell-token";

    /** What a run left behind. */
    record Left(int exitCode, String out, String err) {}

    private Program() {}

    static List<String> line(String terminals, String... words) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dexpacti.terminals=" + terminals,
                "-cp",
                System.getProperty("java.class.path"),
                "com.expacti.sh.Main"));
        line.addAll(List.of(words));
        return line;
    }

    static Map<String, String> environment(ScriptedGate gate) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(Map.of(
                "EXPACTI_URL",
                gate.url(),
                "EXPACTI_TOKEN",
                TOKEN,
                "EXPACTI_SHELL_TOKEN",
                "other-secret-token",
                "BASH_ENV",
                "/nonexistent",
                "TERM",
                "xterm",
                "LC_ALL",
                "C.UTF-8"));
        return environment;
    }

    static Process start(ScriptedGate gate, Path directory, String... words) {
        try {
            ProcessBuilder builder = new ProcessBuilder(line("", words)).directory(directory.toFile());
            builder.environment().putAll(environment(gate));
            return builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs to the end with this standard input. */
    static Left run(ScriptedGate gate, Path directory, String input, String... words) {
        Process process = start(gate, directory, words);
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException early) {
            // It may end without reading.
        }
        return left(process);
    }

    static Left left(Process process) {
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Left(process.waitFor(), out, err);
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }
}
