package com.expacti.adapters.files;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** A Tink keyset in a file only its owner can read. */
final class KeysetFile {
    private KeysetFile() {}

    /** Reads it, making it at the first start; of several that start at once over one folder, one makes it. */
    static KeysetHandle open(Path file, Parameters fresh) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            Files.createDirectories(
                    file.toAbsolutePath().getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            first(
                    file,
                    TinkJsonProtoKeysetFormat.serializeKeyset(
                            KeysetHandle.generateNew(fresh), InsecureSecretKeyAccess.get()));
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
    }

    /** As {@link #store} where there is no such file yet; where another node was quicker, its file stays. */
    static void first(Path file, String text) throws IOException {
        Path draft = draft(file, text);
        try {
            Path _ = Files.createLink(file, draft);
        } catch (FileAlreadyExistsException quicker) {
            return;
        } finally {
            Files.delete(draft);
        }
    }

    /** Written beside, to the disk, and moved into place, so that a crash leaves a whole file or none. */
    static void store(Path file, String text) throws IOException {
        Files.move(draft(file, text), file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path draft(Path file, String text) throws IOException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "keyset",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(draft, text, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        return draft;
    }
}
