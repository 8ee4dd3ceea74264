package com.expacti.adapters.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.mail.Mail;
import com.expacti.testkit.FakeClock;
import com.expacti.testkit.SequentialIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails as files. */
final class OutboxTest {
    @TempDir
    private Path data = Path.of("");

    private Outbox outbox() throws IOException {
        return new Outbox(data, "expacti <gate@example.com>", new FakeClock(), new SequentialIds());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(data.resolve("outbox"))) {
            return all.sorted().toList();
        }
    }

    @Test
    void a_mail_is_one_file_of_headers_and_text_that_only_its_owner_reads() throws IOException {
        outbox().send(new Mail("ada@example.com", "Confirm", "Open\nhttps://gate/app/verify#token=abc\n"));

        Path file = files().getFirst();
        String text = Files.readString(file);
        assertEquals(1, files().size());
        assertTrue(file.toString().endsWith(".eml"), file.toString());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("outbox"))));
        assertTrue(
                text.startsWith("From: expacti <gate@example.com>\r\nTo: ada@example.com\r\nSubject: Confirm\r\n"
                        + "Date: Mon, 2 Mar 2026 10:00:00 +0000\r\n"),
                text);
        assertTrue(text.endsWith("\r\n\r\nOpen\r\nhttps://gate/app/verify#token=abc\r\n"), text);
    }

    @Test
    void a_subject_beyond_ascii_is_encoded_in_words_of_75_characters_at_most_and_whole_characters() throws IOException {
        String subject = "Einladung zu Größenwahn ✓ " + "ü😀".repeat(40);

        outbox().send(new Mail("ada@example.com", subject, "Grüße ✓\n"));

        String text = Files.readString(files().getFirst(), StandardCharsets.UTF_8);
        String header = text.substring(text.indexOf("Subject: ") + 9, text.indexOf("\r\nDate:"));
        StringBuilder decoded = new StringBuilder();
        for (String word : header.split("\r\n ", -1)) {
            assertTrue(word.length() <= 75, word);
            decoded.append(new String(
                    Base64.getDecoder().decode(word.substring("=?UTF-8?B?".length(), word.length() - 2)),
                    StandardCharsets.UTF_8));
        }
        assertEquals(subject, decoded.toString());
        assertTrue(text.contains("\r\nGrüße ✓\r\n"), text);
    }

    @Test
    void of_more_than_a_thousand_the_oldest_go() throws IOException {
        Outbox outbox = outbox();
        for (int i = 0; i < 1_003; i++) {
            outbox.send(new Mail("ada@example.com", "n" + i, "t\n"));
        }

        assertEquals(1_000, files().size());
        assertTrue(Files.readString(files().getFirst()).contains("Subject: n3\r\n"));
    }

    @Test
    void where_nothing_can_be_written_nothing_was_sent() throws IOException {
        Outbox outbox = outbox();
        Files.delete(data.resolve("outbox"));

        GateException refused =
                assertThrows(GateException.class, () -> outbox.send(new Mail("a@b", "s", "secret token=1")));

        assertEquals(ErrorCode.UNAVAILABLE, refused.code());
        assertTrue(!String.valueOf(refused.getMessage()).contains("secret"));
    }

    @Test
    void an_address_or_subject_of_two_lines_is_no_mail() {
        assertThrows(IllegalArgumentException.class, () -> new Mail("a@b\r\nBcc: c@d", "s", "t"));
        assertThrows(IllegalArgumentException.class, () -> new Mail("a@b", "s\nBcc: c@d", "t"));
    }
}
