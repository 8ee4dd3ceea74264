package com.expacti.adapters.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.audit.Checkpoints.Kept;
import com.expacti.application.audit.SignerMemory.Remembered;
import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.KeyRotation.Reason;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.PlainBox;
import com.expacti.testkit.contract.Checkpointed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the audit log and what a crash, a full disk or a stranger makes of them. */
final class FileCheckpointsTest {
    private static final OrgId ORG = new OrgId("org_acme");
    private static final SignedCheckpoint THIRD = Checkpointed.after(Optional.empty(), ORG, 3, 'a');
    private static final SignedCheckpoint FIFTH = Checkpointed.after(Optional.of(THIRD), ORG, 5, 'b');

    @TempDir
    private Path folder;

    @Test
    void each_checkpoint_is_a_line_only_its_owner_reads() throws IOException {
        var _ = open().keep(THIRD);
        var _ = open().keep(FIFTH);

        assertEquals(THIRD.line() + "\n" + FIFTH.line() + "\n", Files.readString(file()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())));
    }

    @Test
    void invariant_10_half_a_line_is_ended_and_written_again_as_a_whole() throws IOException {
        for (int bytes :
                new int[] {1, 20, FIFTH.line().length() - 1, FIFTH.line().length()}) {
            Files.createDirectories(file().getParent());
            Files.writeString(file(), THIRD.line() + "\n" + FIFTH.line().substring(0, bytes));

            assertEquals(Optional.of(THIRD), open().last(ORG), "half a line is none");
            assertEquals(Kept.APPENDED, open().keep(FIFTH));

            assertEquals(Optional.of(FIFTH), open().last(ORG));
            List<String> lines = Files.readAllLines(file());
            assertTrue(lines.get(2).startsWith(lines.get(1)), "what a reader passes over begins the next");
            assertEquals(FIFTH.line(), lines.get(2));
        }
    }

    @Test
    void a_line_that_is_no_checkpoint_is_not_the_newest() throws IOException {
        var _ = open().keep(THIRD);
        Files.writeString(file(), FIFTH.line().replace("\"seq\":5", "\"seq\":05") + "\n", StandardOpenOption.APPEND);

        assertEquals(Optional.of(THIRD), open().last(ORG));
    }

    @Test
    void the_newest_is_found_behind_many() throws IOException {
        SignedCheckpoint last = THIRD;
        for (int seq = 4; seq < 400; seq++) {
            last = Checkpointed.after(Optional.of(last), ORG, seq, 'c');
            Files.createDirectories(file().getParent());
            Files.writeString(file(), last.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        assertEquals(Optional.of(last), open().last(ORG));
        try (Stream<SignedCheckpoint> all = open().all(ORG)) {
            assertEquals(396, all.count());
        }
    }

    @Test
    void the_heads_of_the_time_before_signing_are_read() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(
                file().resolveSibling("org_acme.checkpoints"),
                "3 " + "a".repeat(64) + "\n5 " + "b".repeat(64) + "\n7 ccc");

        assertEquals(Optional.of(new Head(5, "b".repeat(64))), open().unsigned(ORG));
        assertEquals(Optional.empty(), open().last(ORG));
    }

    @Test
    void an_org_that_is_no_file_name_reaches_no_other_folder() throws IOException {
        SignedCheckpoint outside = Checkpointed.after(Optional.empty(), new OrgId("../org"), 3, 'a');

        assertThrows(IllegalArgumentException.class, () -> open().keep(outside));
        assertFalse(Files.exists(folder.resolve("org.checkpoints.jsonl")));
    }

    @Test
    void a_place_that_takes_nothing_fails_and_is_asked_again() throws IOException {
        Files.createDirectories(file());

        assertThrows(UncheckedIOException.class, () -> open().keep(THIRD));
        Files.delete(file());
        assertEquals(Kept.APPENDED, open().keep(THIRD));
    }

    @Test
    void a_damaged_memory_is_not_an_empty_one() throws IOException {
        var memory = new FileSignerMemory(folder.resolve("signer"));
        assertEquals(Remembered.DURABLY, memory.remember(ORG, Optional.empty(), THIRD));
        Files.writeString(folder.resolve("signer/org_acme.signed"), THIRD.line());

        assertThrows(UncheckedIOException.class, () -> memory.last(ORG));
        assertThrows(UncheckedIOException.class, () -> memory.remember(ORG, Optional.empty(), FIFTH));
    }

    @Test
    void a_key_file_that_was_changed_is_not_used() throws IOException {
        Path at = folder.resolve("keys");
        FileAuditKeys keys = FileAuditKeys.open(at, new PlainBox(), InstantSource.system());
        String _ = keys.rotate(Reason.SCHEDULED);
        Path file = at.resolve("audit-keys");
        String whole = Files.readString(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        for (String changed : List.of(
                whole.replace("scheduled", "compromised"),
                whole.substring(0, whole.indexOf("active")),
                whole.replaceFirst("rotated .*\n", ""),
                "")) {
            Files.writeString(file, changed);
            assertThrows(UncheckedIOException.class, keys::published, changed);
            assertThrows(UncheckedIOException.class, () -> keys.sign("any", "text"), changed);
        }
    }

    private FileCheckpoints open() throws IOException {
        return new FileCheckpoints(folder.resolve("checkpoints"));
    }

    private Path file() {
        return folder.resolve("checkpoints").resolve(ORG.value() + ".checkpoints.jsonl");
    }
}
