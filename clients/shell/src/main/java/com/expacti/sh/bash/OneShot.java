package com.expacti.sh.bash;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;

/** Runs one approved text in a shell of its own, on our own input, output and terminal. */
public final class OneShot {
    private OneShot() {}

    /** @throws IOException when no shell could be started; nothing ran then */
    public static Ran run(String text, Map<String, String> environment, InstantSource clock) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Shells.any().toString(), "-c", text).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(ChildEnvironment.of(environment));
        var started = clock.instant();
        Process process = builder.start();
        int code = waited(process);
        return new Ran(code, Duration.between(started, clock.instant()), OptionalLong.empty(), true);
    }

    private static int waited(Process process) {
        // Who stops us stops the command: it must not run on without anybody to report it.
        Thread stop = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroy();
            Thread.currentThread().interrupt();
            return 130;
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(stop);
            } catch (IllegalStateException ending) {
                // The hook is running.
            }
        }
    }
}
