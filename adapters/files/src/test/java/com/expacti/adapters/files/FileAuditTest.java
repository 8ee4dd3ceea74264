package com.expacti.adapters.files;

import com.expacti.application.audit.AuditKeys;
import com.expacti.application.audit.Checkpoints;
import com.expacti.application.audit.SignerMemory;
import com.expacti.domain.audit.KeyRotation.Reason;
import com.expacti.testkit.PlainBox;
import com.expacti.testkit.contract.AuditKeysContract;
import com.expacti.testkit.contract.CheckpointsContract;
import com.expacti.testkit.contract.SignerMemoryContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the audit log in files keeps its ports' contracts. */
final class FileAuditTest {
    @TempDir
    private Path folder;

    @Nested
    final class Kept extends CheckpointsContract {
        @Override
        protected Checkpoints open() {
            return opened(() -> new FileCheckpoints(folder.resolve("checkpoints")));
        }
    }

    @Nested
    final class Remembered extends SignerMemoryContract {
        @Override
        protected SignerMemory open() {
            return opened(() -> new FileSignerMemory(folder.resolve("signer")));
        }
    }

    @Nested
    final class Keys extends AuditKeysContract {
        @Override
        protected AuditKeys open() {
            return keys();
        }

        @Override
        protected void rotate(Reason reason) {
            String _ = keys().rotate(reason);
        }

        private FileAuditKeys keys() {
            return opened(() -> FileAuditKeys.open(folder.resolve("keys"), new PlainBox(), InstantSource.system()));
        }
    }

    private static <T> T opened(Exclusive.Work<T> opener) {
        try {
            return opener.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
