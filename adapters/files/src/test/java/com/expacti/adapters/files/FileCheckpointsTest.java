package com.expacti.adapters.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.identity.OrgId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invariant 9, outside the database: what was kept stays kept. */
final class FileCheckpointsTest {
    private static final OrgId ORG = new OrgId("org_acme");
    private static final Head THIRD = head(3, 'a');
    private static final Head FIFTH = head(5, 'b');

    @TempDir
    private Path folder;

    @Test
    void nothing_was_kept_at_first() throws IOException {
        assertEquals(Optional.empty(), open().last(ORG));
    }

    @Test
    void invariant_9_a_checkpoint_is_kept_across_a_restart() throws IOException {
        FileCheckpoints checkpoints = open();
        checkpoints.keep(ORG, THIRD);
        checkpoints.keep(ORG, FIFTH);

        assertEquals(Optional.of(FIFTH), checkpoints.last(ORG));
        assertEquals(Optional.of(FIFTH), open().last(ORG));
    }

    @Test
    void invariant_9_each_checkpoint_is_a_line_and_no_line_is_written_again() throws IOException {
        open().keep(ORG, THIRD);
        open().keep(ORG, FIFTH);
        open().keep(ORG, FIFTH);

        assertEquals(List.of("3 " + THIRD.hash(), "5 " + FIFTH.hash()), Files.readAllLines(file()));
    }

    @Test
    void invariant_9_a_fork_of_what_was_kept_is_refused() throws IOException {
        open().keep(ORG, FIFTH);
        FileCheckpoints reopened = open();

        var refused = assertThrows(IllegalStateException.class, () -> reopened.keep(ORG, head(5, 'c')));

        assertTrue(String.valueOf(refused.getMessage()).contains("rewritten or truncated"), refused.getMessage());
        assertEquals(Optional.of(FIFTH), reopened.last(ORG));
        assertEquals(1, Files.readAllLines(file()).size());
    }

    @Test
    void invariant_9_a_rewind_of_what_was_kept_is_refused() throws IOException {
        FileCheckpoints checkpoints = open();
        checkpoints.keep(ORG, THIRD);
        checkpoints.keep(ORG, FIFTH);

        assertThrows(IllegalStateException.class, () -> checkpoints.keep(ORG, THIRD));
        assertThrows(IllegalStateException.class, () -> open().keep(ORG, Head.EMPTY));
        assertEquals(Optional.of(FIFTH), open().last(ORG));
    }

    @Test
    void invariant_6_orgs_have_checkpoints_of_their_own() throws IOException {
        OrgId other = new OrgId("org_other");
        FileCheckpoints checkpoints = open();
        checkpoints.keep(ORG, FIFTH);
        checkpoints.keep(other, THIRD);

        assertEquals(Optional.of(FIFTH), open().last(ORG));
        assertEquals(Optional.of(THIRD), open().last(other));
    }

    @Test
    void an_org_that_is_no_file_name_reaches_no_other_folder() throws IOException {
        FileCheckpoints checkpoints = open();

        assertThrows(IllegalArgumentException.class, () -> checkpoints.keep(new OrgId("../org"), THIRD));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(0, files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    void invariant_10_a_line_half_written_when_the_power_went_does_not_spoil_the_next() throws IOException {
        open().keep(ORG, THIRD);
        Files.writeString(file(), "5 bbbb", StandardOpenOption.APPEND);

        assertEquals(Optional.of(THIRD), open().last(ORG));
        open().keep(ORG, FIFTH);
        assertEquals(Optional.of(FIFTH), open().last(ORG));
    }

    private FileCheckpoints open() throws IOException {
        return new FileCheckpoints(folder.resolve("checkpoints"));
    }

    private Path file() {
        return folder.resolve("checkpoints").resolve(ORG.value() + ".checkpoints");
    }

    private static Head head(long seq, char digit) {
        return new Head(seq, String.valueOf(digit).repeat(64));
    }
}
