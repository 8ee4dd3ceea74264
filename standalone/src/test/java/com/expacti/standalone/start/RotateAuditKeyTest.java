package com.expacti.standalone.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.files.FileAuditKeys;
import com.expacti.adapters.files.FileSecretBox;
import com.expacti.domain.audit.KeyRotation.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator's command does to the keys of a data folder. */
final class RotateAuditKeyTest {
    @TempDir
    private Path data;

    @Test
    void a_running_server_s_keys_are_followed_by_another() throws IOException {
        FileAuditKeys server = FileAuditKeys.open(data, FileSecretBox.open(data), InstantSource.system());
        String before = server.published().active();

        String said = RotateAuditKey.run(List.of("rotate-audit-key", "--compromised"), environment());

        assertTrue(said.contains(server.published().active()), said);
        assertEquals(before, server.published().rotations().getFirst().keyId());
        assertEquals(
                Reason.COMPROMISED, server.published().rotations().getFirst().reason());
    }

    @Test
    void a_word_too_many_changes_nothing() throws IOException {
        FileAuditKeys server = FileAuditKeys.open(data, FileSecretBox.open(data), InstantSource.system());
        var before = server.published();

        assertThrows(StartFailure.class, () -> RotateAuditKey.run(List.of("rotate-audit-key", "--all"), environment()));

        assertEquals(before, server.published());
    }

    @Test
    void a_folder_without_keys_gets_none() {
        StartFailure failure =
                assertThrows(StartFailure.class, () -> RotateAuditKey.run(List.of("rotate-audit-key"), environment()));

        assertTrue(String.valueOf(failure.getMessage()).contains("EXPACTI_DATA"), failure.getMessage());
        assertFalse(Files.exists(data.resolve("audit-keys")));
    }

    @Test
    void only_its_own_word_asks_for_it() {
        assertTrue(RotateAuditKey.asks(List.of("rotate-audit-key")));
        assertFalse(RotateAuditKey.asks(List.of("--eval")));
        assertFalse(RotateAuditKey.asks(List.of()));
    }

    private Map<String, String> environment() {
        return Map.of("EXPACTI_DATA", data.toString());
    }
}
