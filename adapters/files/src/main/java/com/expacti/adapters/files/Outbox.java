package com.expacti.adapters.files;

import com.expacti.application.command.IdSource;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.mail.Mail;
import com.expacti.application.mail.Mailer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where no mail server is configured: each mail is a file {@code outbox/<id>.eml} (RFC 5322, UTF-8 as it stands, RFC 6532
 * where the address needs it) that only the server's user can read. The newest thousand are kept.
 */
public final class Outbox implements Mailer {
    private static final System.Logger LOG = System.getLogger(Outbox.class.getName());
    private static final int KEPT_MAX = 1_000;
    private static final String SUFFIX = ".eml";
    /** RFC 2047 §2: an encoded word is at most 75 characters; 39 bytes make 52 of Base64. */
    private static final int ENCODED_BYTES_MAX = 39;

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final Path folder;
    private final String from;
    private final InstantSource clock;
    private final IdSource ids;

    /** @throws IOException where the folder cannot be made */
    public Outbox(Path data, String from, InstantSource clock, IdSource ids) throws IOException {
        this.folder = data.resolve("outbox");
        this.from = from;
        this.clock = clock;
        this.ids = ids;
        Files.createDirectories(data);
        if (!Files.exists(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    @Override
    public synchronized void send(Mail mail) {
        String id = ids.next();
        try {
            Path draft = Files.createTempFile(
                    folder,
                    id,
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text(mail, id), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(draft, folder.resolve(id + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
            forgetOldest();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the outbox cannot be written: " + e);
            throw new GateException(ErrorCode.UNAVAILABLE, "the mail could not be sent; try again");
        }
    }

    private String text(Mail mail, String id) {
        String domain = from.substring(from.indexOf('@') + 1).replace(">", "");
        return String.join(
                        "\r\n",
                        "From: " + from,
                        "To: " + mail.to(),
                        "Subject: " + encoded(mail.subject()),
                        "Date: " + DATE.format(clock.instant().atOffset(ZoneOffset.UTC)),
                        "Message-ID: <" + id + "@" + domain + ">",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=UTF-8",
                        "Content-Transfer-Encoding: 8bit",
                        "Auto-Submitted: auto-generated",
                        "",
                        "")
                + mail.text().replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n");
    }

    /** A header's text as RFC 2047 has it, where it is more than printable ASCII. No character is cut in two. */
    private static String encoded(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 127)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        StringBuilder word = new StringBuilder();
        for (int point : text.codePoints().toArray()) {
            String character = Character.toString(point);
            if (bytes(word + character).length > ENCODED_BYTES_MAX) {
                out.append(word(word)).append("\r\n ");
                word.setLength(0);
            }
            word.append(character);
        }
        return out.append(word(word)).toString();
    }

    private static String word(CharSequence text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes(text.toString())) + "?=";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ids grow with time, so the first by name is the oldest. */
    private void forgetOldest() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> mails = all.filter(p -> p.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(Path::toString).reversed())
                    .toList();
            for (Path old : mails.subList(Math.min(KEPT_MAX, mails.size()), mails.size())) {
                Files.deleteIfExists(old);
            }
        }
    }
}
