package com.expacti.sh.bash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One real bash that lives as long as the session, so that directories, variables and jobs stay. It reads commands
 * from a private channel only, never from its terminal: what is typed reaches the program in front, not bash's parser.
 *
 * <p>Known limits, tier T0: text that was approved may change what later text means (aliases, functions, {@code
 * trap}), as in any shell; a redirection of standard input by a bare {@code exec} lasts for that command only; a
 * process of the same user can do to this one whatever the system lets it.
 */
public final class LiveBash implements AutoCloseable {
    private static final Duration QUIET = Duration.ofMillis(15);

    private final Process process;
    private final Channels channels;
    private final InstantSource clock;
    private final boolean onTerminal;
    private final AtomicLong written = new AtomicLong();
    private long number;
    private int lastCode;
    private String directory;

    private LiveBash(Process process, Channels channels, InstantSource clock, boolean onTerminal, Path directory) {
        this.process = process;
        this.channels = channels;
        this.clock = clock;
        this.onTerminal = onTerminal;
        this.directory = directory.toString();
    }

    /** How to start the bash that belongs to the channels; the process' own input and output are the starter's. */
    @FunctionalInterface
    public interface Starter {
        Process start(List<String> line, Map<String, String> environment) throws IOException;
    }

    /** On a terminal of its own: job control, Ctrl-C and full-screen programs work. */
    public static LiveBash onTerminal(
            Starter starter, Map<String, String> environment, OutputStream screen, InstantSource clock)
            throws IOException {
        LiveBash bash = start(starter, List.of("--noediting", "-i"), environment, clock, "<>\"$(tty)\"");
        InputStream output = bash.process.getInputStream();
        Thread.ofPlatform().daemon().name("bash-output").start(() -> bash.pump(output, screen));
        bash.greet();
        return bash;
    }

    /** On our own output, without a terminal; what runs reads nothing. */
    public static LiveBash onOurOutput(Map<String, String> environment, InstantSource clock) throws IOException {
        LiveBash bash = start(LiveBash::inheriting, List.of(), environment, clock, "</dev/null");
        bash.greet();
        return bash;
    }

    private static Process inheriting(List<String> line, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static LiveBash start(
            Starter starter, List<String> options, Map<String, String> environment, InstantSource clock, String input)
            throws IOException {
        String bash = Shells.bash()
                .orElseThrow(() -> new IOException("bash is not installed: only -c works without it"))
                .toString();
        Channels channels = Channels.make();
        // The input first: `tty` asks the standard input, which the commands take over next.
        String launch = "exec \"$0\" --noprofile --norc " + String.join(" ", options) + " " + Driver.INPUT + input
                + " <\"$1\" " + Driver.STATUS + ">\"$2\"";
        List<String> line = List.of(
                bash,
                "-c",
                launch,
                bash,
                channels.commandPath().toString(),
                channels.statusPath().toString());
        Process process = starter.start(line, ChildEnvironment.of(environment));
        process.onExit().thenAccept(done -> channels.ended(done.exitValue())).exceptionally(never -> null);
        return new LiveBash(process, channels, clock, !options.isEmpty(), Path.of(System.getProperty("user.dir", "/")));
    }

    private void greet() throws IOException {
        channels.write(Driver.hello());
        if (await(0).ended()) {
            throw new IOException("bash ended as it was started");
        }
        channels.unlink();
    }

    /** Runs text that was approved, and redeemed, as it is. */
    public Ran run(String text) throws IOException {
        long before = written.get();
        var started = clock.instant();
        number++;
        channels.write(Driver.run(text, number, lastCode));
        Ran ran = await(number);
        Duration took = Duration.between(started, clock.instant());
        settle();
        return new Ran(
                ran.exitCode(),
                took,
                onTerminal ? OptionalLong.of(written.get() - before) : OptionalLong.empty(),
                ran.ended());
    }

    /** Where bash is now, as the system knows it, else as bash says. */
    public String directory() {
        Path known = Path.of("/proc", String.valueOf(process.pid()), "cwd");
        try {
            return Files.isSymbolicLink(known) ? Files.readSymbolicLink(known).toString() : directory;
        } catch (IOException gone) {
            return directory;
        }
    }

    private Ran await(long expected) {
        try {
            while (true) {
                switch (channels.next()) {
                    case Channels.Signal.Status status
                    when status.number() == expected -> {
                        lastCode = status.exitCode() & 255;
                        directory = status.directory();
                        return new Ran(lastCode, Duration.ZERO, OptionalLong.empty(), false);
                    }
                    case Channels.Signal.Status stale -> {}
                    case Channels.Signal.Ended ended -> {
                        return new Ran(ended.exitCode(), Duration.ZERO, OptionalLong.empty(), true);
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Ran(130, Duration.ZERO, OptionalLong.empty(), true);
        }
    }

    /** Lets the last output arrive: the terminal may lag behind the status by a moment. */
    private void settle() {
        try {
            long seen;
            do {
                seen = written.get();
                Thread.sleep(QUIET);
            } while (seen != written.get());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(InputStream output, OutputStream screen) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                screen.write(buffer, 0, n);
                screen.flush();
                written.addAndGet(n);
            }
        } catch (IOException | UncheckedIOException gone) {
            // The terminal of a process that ended reads as an error.
        }
    }

    /** Ends bash as a lost terminal would. */
    @Override
    public void close() throws IOException {
        channels.close();
        process.destroy();
    }
}
