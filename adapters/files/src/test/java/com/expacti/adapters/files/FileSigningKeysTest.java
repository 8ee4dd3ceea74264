package com.expacti.adapters.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.application.access.SigningKeys.SigningKey;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.SequentialIds;
import com.expacti.testkit.contract.Race;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing keys and sealed secrets in files. */
final class FileSigningKeysTest {
    @TempDir
    private Path data = Path.of("");

    private final FakeClock clock = new FakeClock();
    private final SequentialIds ids = new SequentialIds();

    private FileSigningKeys open() throws IOException {
        return FileSigningKeys.open(data, FileSecretBox.open(data), clock, ids);
    }

    private static List<String> names(FileSigningKeys keys) {
        return keys.good().stream().map(SigningKey::kid).toList();
    }

    @Test
    void the_first_start_makes_a_key_and_the_next_finds_it() throws IOException {
        SigningKey made = open().current();

        SigningKey found = open().current();

        assertEquals(made.kid(), found.kid());
        assertEquals(made.publicKey().getW(), found.publicKey().getW());
        assertEquals(made.privateKey().getS(), found.privateKey().getS());
    }

    @Test
    void the_file_is_its_owners_and_shows_no_private_key() throws IOException {
        SigningKey key = open().current();

        Path file = data.resolve("signing-keys");
        String text = Files.readString(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(
                text.contains(
                        Base64.getEncoder().encodeToString(key.privateKey().getEncoded())),
                "the private key stands in the file");
    }

    @Test
    void a_successor_is_published_an_hour_before_it_signs_and_the_old_key_is_good_an_hour_longer() throws IOException {
        FileSigningKeys keys = open();
        String first = keys.current().kid();

        clock.advance(Duration.ofDays(90));
        assertEquals(first, keys.current().kid());
        assertEquals(2, names(keys).size());

        clock.advance(Duration.ofHours(1));
        String second = keys.current().kid();
        assertNotEquals(first, second);
        assertEquals(List.of(first, second), names(keys));
        assertEquals(second, open().current().kid());

        clock.advance(Duration.ofHours(1));
        assertEquals(List.of(second), names(keys));
        assertEquals(List.of(second), names(open()));
    }

    @Test
    void keys_sealed_under_another_keyset_are_an_error_and_not_made_anew() throws IOException {
        open();
        Files.delete(data.resolve("secret-keyset.json"));

        assertThrows(IOException.class, this::open);
    }

    @Test
    void what_is_sealed_for_one_context_opens_in_no_other() throws IOException {
        FileSecretBox box = FileSecretBox.open(data);
        byte[] secret = "secret".getBytes(StandardCharsets.UTF_8);

        byte[] sealed = box.seal(secret, "totp acc_1");

        assertArrayEquals(secret, FileSecretBox.open(data).open(sealed, "totp acc_1"));
        assertThrows(IllegalStateException.class, () -> box.open(sealed, "totp acc_2"));
        sealed[sealed.length - 1] ^= 1;
        assertThrows(IllegalStateException.class, () -> box.open(sealed, "totp acc_1"));
    }

    @Test
    void nodes_that_start_at_once_over_one_folder_sign_with_one_key() throws IOException {
        FileSecretBox box = FileSecretBox.open(data);
        List<FileSigningKeys> nodes = Race.run(node -> () -> FileSigningKeys.open(data, box, clock, () -> "of" + node));

        assertEquals(
                1, nodes.stream().map(node -> node.current().kid()).distinct().count());
    }

    @Test
    void a_key_that_another_node_made_is_good_here_before_it_signs_there() throws IOException {
        FileSigningKeys here = open();
        FileSigningKeys there = open();
        clock.advance(Duration.ofDays(90));
        List<String> made = names(there);

        clock.advance(Duration.ofMinutes(1));

        assertEquals(2, made.size());
        assertEquals(made, names(here));
        assertEquals(here.current().kid(), there.current().kid());
    }

    @Test
    void keys_that_cannot_be_read_for_a_while_are_those_known() throws IOException {
        FileSigningKeys keys = open();
        List<String> known = names(keys);
        Files.move(data.resolve("signing-keys"), data.resolve("elsewhere"));

        clock.advance(Duration.ofMinutes(2));

        assertEquals(known, names(keys));
        Files.writeString(data.resolve("signing-keys"), "damaged");
        clock.advance(Duration.ofMinutes(2));
        assertEquals(known, names(keys));
    }
}
