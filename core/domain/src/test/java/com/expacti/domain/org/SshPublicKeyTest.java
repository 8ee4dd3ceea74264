package com.expacti.domain.org;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Public keys, made and measured by OpenSSH's own ssh-keygen. */
final class SshPublicKeyTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("expacti.root", "../.."), "vectors", "ssh-keys", "keys.txt");

    @Test
    void every_vector_is_taken_or_refused_as_it_says() throws IOException, SshPublicKey.Unreadable {
        List<String> lines = Files.readAllLines(VECTORS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
        assertTrue(lines.size() >= 20, "only " + lines.size() + " vectors");
        for (String line : lines) {
            String[] parts = line.split("\t", 2);
            if (parts[0].startsWith("SHA256:")) {
                assertEquals(parts[0], SshPublicKey.parse(parts[1]).fingerprint(), line);
            } else {
                String why = assertThrows(SshPublicKey.Unreadable.class, () -> SshPublicKey.parse(parts[1]), line)
                        .why();
                assertTrue(why.contains(parts[0]), why + " instead of " + line);
            }
        }
    }
}
