package com.expacti.adapters.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.contract.Race;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 4: an approval token proves one approval of one command of one org, and only under this machine's key. */
final class FileKeysetTest {
    private static final OrgId ORG = new OrgId("org_acme");
    private static final CommandId COMMAND = new CommandId("cmd_1");
    private static final long SEQ = 7;

    @TempDir
    private Path folder;

    @Test
    void the_keyset_is_one_file_that_only_its_owner_reads() throws IOException {
        var _ = FileKeyset.open(folder);

        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(all.getFirst())));
        }
    }

    @Test
    void invariant_4_a_token_proves_its_approval_and_still_does_after_a_restart() throws IOException {
        FileKeyset keyset = FileKeyset.open(folder);
        String token = keyset.issue(ORG, COMMAND, SEQ);

        assertTrue(keyset.proves(token, ORG, COMMAND, SEQ));
        FileKeyset reopened = FileKeyset.open(folder);
        assertTrue(reopened.proves(token, ORG, COMMAND, SEQ));
        assertEquals(token, reopened.issue(ORG, COMMAND, SEQ), "a repeated decision carries the same token");
    }

    @Test
    void invariant_4_a_token_proves_nothing_of_another_org_command_or_number() throws IOException {
        FileKeyset keyset = FileKeyset.open(folder);
        String token = keyset.issue(ORG, COMMAND, SEQ);

        assertFalse(keyset.proves(token, new OrgId("org_other"), COMMAND, SEQ));
        assertFalse(keyset.proves(token, ORG, new CommandId("cmd_2"), SEQ));
        assertFalse(keyset.proves(token, ORG, COMMAND, SEQ + 1));
        assertFalse(keyset.proves(token, ORG, COMMAND, 77));
    }

    @Test
    void invariant_4_a_token_with_any_one_bit_flipped_proves_nothing() throws IOException {
        FileKeyset keyset = FileKeyset.open(folder);
        byte[] token = Base64.getUrlDecoder().decode(keyset.issue(ORG, COMMAND, SEQ));

        for (int bit = 0; bit < token.length * 8; bit++) {
            byte[] flipped = token.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
            assertFalse(keyset.proves(text, ORG, COMMAND, SEQ), "bit " + bit);
        }
        assertTrue(token.length >= 32, "the tag is a whole SHA-256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "====", "not base64 at all!", "AAAA"})
    void invariant_1_what_is_no_token_proves_nothing(String token) throws IOException {
        assertFalse(FileKeyset.open(folder).proves(token, ORG, COMMAND, SEQ));
    }

    @Test
    void invariant_4_a_token_of_another_keyset_proves_nothing() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        String token = FileKeyset.open(elsewhere).issue(ORG, COMMAND, SEQ);
        FileKeyset keyset = FileKeyset.open(folder);

        assertFalse(keyset.proves(token, ORG, COMMAND, SEQ));
        assertNotEquals(token, keyset.issue(ORG, COMMAND, SEQ));
    }

    @Test
    void invariant_1_a_damaged_keyset_is_refused_and_not_replaced() throws IOException {
        Path file = folder.resolve("approval-keyset.json");
        Files.writeString(file, "{}");

        IOException refused = assertThrows(IOException.class, () -> FileKeyset.open(folder));

        assertTrue(String.valueOf(refused.getMessage()).contains("restore it from a backup"), refused.getMessage());
        assertEquals("{}", Files.readString(file));
    }

    @Test
    void nodes_that_start_at_once_over_one_folder_have_one_keyset() {
        List<FileKeyset> nodes = Race.run(_ -> () -> FileKeyset.open(folder));

        String token = nodes.getFirst().issue(ORG, COMMAND, SEQ);

        assertTrue(nodes.stream().allMatch(node -> node.proves(token, ORG, COMMAND, SEQ)));
    }
}
