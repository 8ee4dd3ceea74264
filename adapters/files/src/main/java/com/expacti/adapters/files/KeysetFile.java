package com.expacti.adapters.files;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;

/** A Tink keyset in a file only its owner can read, made where there is none. */
final class KeysetFile {
    private KeysetFile() {}

    static KeysetHandle open(Path file, Parameters fresh) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            store(file, KeysetHandle.generateNew(fresh));
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
    }

    /** Written beside, to the disk, and moved into place, so that a crash leaves a whole keyset or none. */
    private static void store(Path file, KeysetHandle keyset) throws IOException, GeneralSecurityException {
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "keyset",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                draft,
                TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()),
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
