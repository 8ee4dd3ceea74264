package com.expacti.adapters.files;

import com.expacti.application.audit.Checkpoints;
import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Checkpoints as lines of one file an org, appended and forced to the disk. An operator can make the files append-only
 * ({@code chattr +a}): this keeper never rewrites one. Half a line that a power cut left is ended where it is and written
 * again as a whole behind it; a reader passes over it, as it is the beginning of the next.
 */
public final class FileCheckpoints implements Checkpoints {
    private static final String ENDING = ".checkpoints.jsonl";
    /** How far back the newest whole line begins at most: lines have less than 1 KiB. */
    private static final int TAIL_BYTES = 64 * 1024;

    private final Path folder;
    private final Exclusive exclusive;

    public FileCheckpoints(Path folder) throws IOException {
        this.folder = folder;
        this.exclusive = Exclusive.in(folder);
    }

    @Override
    public Kept keep(SignedCheckpoint next) {
        Path file = OrgFile.in(folder, next.checkpoint().org(), ENDING);
        return exclusive.run("the checkpoint cannot be written", () -> {
            String tail = tail(file);
            Optional<SignedCheckpoint> last = newest(tail);
            if (last.equals(Optional.of(next))) {
                return Kept.KNOWN;
            }
            if (!next.checkpoint()
                    .previous()
                    .equals(last.map(SignedCheckpoint::digest).orElse(AuditEntry.GENESIS))) {
                return Kept.FOLLOWS_ANOTHER;
            }
            append(file, (tail.isEmpty() || tail.endsWith("\n") ? "" : "\n") + next.line() + "\n");
            return Kept.APPENDED;
        });
    }

    @Override
    public Optional<SignedCheckpoint> last(OrgId org) {
        Path file = OrgFile.in(folder, org, ENDING);
        return exclusive.run("the checkpoints cannot be read", () -> newest(tail(file)));
    }

    @Override
    public Stream<SignedCheckpoint> all(OrgId org) {
        Path file = OrgFile.in(folder, org, ENDING);
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        try {
            BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
            return lines.lines()
                    .flatMap(line -> SignedCheckpoint.parse(line).stream())
                    .onClose(() -> close(lines));
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints cannot be read", e);
        }
    }

    /** They stood as {@code seq hash} in a file of their own. */
    @Override
    public Optional<Head> unsigned(OrgId org) {
        Path file = OrgFile.in(folder, org, ".checkpoints");
        return exclusive.run(
                "the checkpoints cannot be read",
                () -> tail(file)
                        .lines()
                        .filter(line -> line.matches("[0-9]{1,18} [0-9a-f]{64}"))
                        .reduce((_, later) -> later)
                        .map(line -> List.of(line.split(" ")))
                        .map(parts -> new Head(Long.parseLong(parts.getFirst()), parts.getLast())));
    }

    private static void close(BufferedReader lines) {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest whole line. One that is not ended may be half a line, however it looks. */
    private static Optional<SignedCheckpoint> newest(String tail) {
        return tail.substring(0, tail.lastIndexOf('\n') + 1)
                .lines()
                .flatMap(line -> SignedCheckpoint.parse(line).stream())
                .reduce((_, later) -> later);
    }

    private static String tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, in.size() - TAIL_BYTES);
            ByteBuffer bytes = ByteBuffer.allocate((int) (in.size() - from));
            while (bytes.hasRemaining() && in.read(bytes, from + bytes.position()) >= 0) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
        }
    }

    private void append(Path file, String text) throws IOException {
        boolean made = !Files.exists(file);
        try (FileChannel out =
                FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), Exclusive.OWNER)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                int _ = out.write(bytes);
            }
            out.force(true);
        }
        if (made) {
            Exclusive.sync(folder);
        }
    }
}
