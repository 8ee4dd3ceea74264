package com.expacti.sh.bash;

import java.io.DataInput;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Two FIFOs between us and bash: commands in, statuses out. They have a name only until bash has opened them, in a
 * directory only this user can enter.
 */
final class Channels implements AutoCloseable {
    /** What comes out of bash, or its end. */
    sealed interface Signal {
        record Status(long number, int exitCode, String directory) implements Signal {}

        record Ended(int exitCode) implements Signal {}
    }

    private final Path folder;
    private final RandomAccessFile commands;
    private final RandomAccessFile statuses;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();

    private Channels(Path folder) throws IOException {
        this.folder = folder;
        // Read and write, so that opening a FIFO does not wait for the other side.
        this.commands = new RandomAccessFile(commandPath().toFile(), "rw");
        this.statuses = new RandomAccessFile(statusPath().toFile(), "rw");
    }

    static Channels make() throws IOException {
        Path folder = Files.createTempDirectory(
                "expacti-sh", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Process mkfifo = new ProcessBuilder(
                        "mkfifo",
                        "-m",
                        "600",
                        folder.resolve("commands").toString(),
                        folder.resolve("statuses").toString())
                .redirectErrorStream(true)
                .start();
        try {
            if (mkfifo.waitFor() != 0) {
                throw new IOException("mkfifo failed in " + folder);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
        Channels channels = new Channels(folder);
        Thread.ofPlatform().daemon().name("bash-statuses").start(channels::read);
        return channels;
    }

    Path commandPath() {
        return folder.resolve("commands");
    }

    Path statusPath() {
        return folder.resolve("statuses");
    }

    /** Takes the names away: from now on only bash and we hold the ends. */
    void unlink() throws IOException {
        Files.deleteIfExists(commandPath());
        Files.deleteIfExists(statusPath());
        Files.deleteIfExists(folder);
    }

    void write(String lines) throws IOException {
        commands.write(lines.getBytes(StandardCharsets.US_ASCII));
    }

    void ended(int exitCode) {
        signals.add(new Signal.Ended(exitCode));
    }

    Signal next() throws InterruptedException {
        return signals.take();
    }

    private void read() {
        try {
            while (true) {
                long number = Long.parseLong(field(statuses));
                int code = Integer.parseInt(field(statuses));
                signals.add(new Signal.Status(number, code, field(statuses)));
            }
        } catch (IOException | NumberFormatException broken) {
            // Closed, or somebody wrote what bash never writes: no status is believed any more.
            signals.add(new Signal.Ended(1));
        }
    }

    private static String field(DataInput in) throws IOException {
        StringBuilder field = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != 0; c = in.readUnsignedByte()) {
            field.append((char) c);
        }
        return new String(field.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        unlink();
        commands.close();
        statuses.close();
    }
}
