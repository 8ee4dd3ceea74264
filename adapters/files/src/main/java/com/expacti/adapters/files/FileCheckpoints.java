package com.expacti.adapters.files;

import com.expacti.application.audit.Checkpoints;
import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.identity.OrgId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Checkpoints as lines {@code seq hash}, appended to one file an org and forced to the disk. An operator can make the
 * files append-only ({@code chattr +a}); this keeper never rewrites one.
 */
public final class FileCheckpoints implements Checkpoints {
    private final Path folder;
    private final Map<OrgId, Head> newest = new ConcurrentHashMap<>();

    public FileCheckpoints(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    @Override
    public synchronized void keep(OrgId org, Head head) {
        Optional<Head> last = last(org);
        if (last.equals(Optional.of(head))) {
            return;
        }
        if (last.filter(l -> l.seq() >= head.seq()).isPresent()) {
            throw new IllegalStateException(
                    "entry %d of org %s would fork from the checkpoint kept at %d: the chain was rewritten or truncated"
                            .formatted(head.seq(), org, last.get().seq()));
        }
        append(org, head);
        newest.put(org, head);
    }

    @Override
    public Optional<Head> last(OrgId org) {
        return Optional.ofNullable(newest.get(org)).or(() -> read(org));
    }

    private Optional<Head> read(OrgId org) {
        try {
            Path file = file(org);
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            return lines.stream()
                    .filter(line -> line.matches("[0-9]{1,18} [0-9a-f]{64}"))
                    .reduce((first, second) -> second)
                    .map(line -> new Head(
                            Long.parseLong(line.substring(0, line.indexOf(' '))),
                            line.substring(line.indexOf(' ') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints cannot be read", e);
        }
    }

    private void append(OrgId org, Head head) {
        try {
            String line = (endsInsideLine(file(org)) ? "\n" : "") + head.seq() + " " + head.hash() + "\n";
            append(file(org), line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint cannot be written", e);
        }
    }

    private static void append(Path file, byte[] line) throws IOException {
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var _ = out.write(java.nio.ByteBuffer.wrap(line));
            out.force(true);
        }
    }

    /** A power cut may have left half a line, which must not swallow the next. */
    private static boolean endsInsideLine(Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        return !text.isEmpty() && !text.endsWith("\n");
    }

    private Path file(OrgId org) {
        if (!org.value().matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("an org's id is not a plain file name");
        }
        return folder.resolve(org.value() + ".checkpoints");
    }
}
