package com.expacti.adapters.files;

import com.expacti.application.audit.SignerMemory;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The last signed checkpoint of each org, one file each, moved into place and synced before anybody hears of it. Processes
 * that share the folder take turns.
 */
public final class FileSignerMemory implements SignerMemory {
    private static final String ENDING = ".signed";

    private final Path folder;
    private final Exclusive exclusive;

    public FileSignerMemory(Path folder) throws IOException {
        this.folder = folder;
        this.exclusive = Exclusive.in(folder);
    }

    @Override
    public Optional<SignedCheckpoint> last(OrgId org) {
        Path file = OrgFile.in(folder, org, ENDING);
        return exclusive.run("the signer's memory cannot be read", () -> read(file));
    }

    @Override
    public Remembered remember(OrgId org, Optional<SignedCheckpoint> expected, SignedCheckpoint next) {
        Path file = OrgFile.in(folder, org, ENDING);
        return exclusive.run("the signer's memory cannot be written", () -> {
            if (!read(file).equals(expected)) {
                return Remembered.MOVED;
            }
            KeysetFile.store(file, next.line() + "\n");
            Exclusive.sync(folder);
            return Remembered.DURABLY;
        });
    }

    /** A file that is not what is written here is no reason to believe that nothing was signed. */
    private static Optional<SignedCheckpoint> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file, StandardCharsets.US_ASCII);
        Optional<SignedCheckpoint> found =
                text.endsWith("\n") ? SignedCheckpoint.parse(text.strip()) : Optional.empty();
        if (found.isEmpty()) {
            throw new IOException("`" + file + "` is damaged; restore it from a backup: it has one line, of the last"
                    + " checkpoint in the org's file of checkpoints");
        }
        return found;
    }
}
