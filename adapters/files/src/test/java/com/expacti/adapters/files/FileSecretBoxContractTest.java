package com.expacti.adapters.files;

import com.expacti.application.secret.SecretBox;
import com.expacti.testkit.contract.SecrecyContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** A box whose keyset is in a file keeps the contract that the one of KMS keeps. */
final class FileSecretBoxContractTest extends SecrecyContract {
    @TempDir
    private Path folder = Path.of("");

    @Override
    protected SecretBox open() {
        try {
            return FileSecretBox.open(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
