package com.expacti.adapters.identity.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.mail.Mail;
import com.expacti.testkit.FakeClock;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails to a mail server in this process. */
final class SmtpMailerTest {
    private static final Mail MAIL = new Mail("ada@example.com", "Grüße ✓", "Öffne\nhttps://gate/#token=abc\n");

    private final GreenMail plain = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final GreenMail secure = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));

    @AfterEach
    void stop() {
        plain.stop();
        secure.stop();
    }

    private static SmtpMailer mailer(String url) {
        return new SmtpMailer(SmtpServer.of(url), "expacti <gate@example.com>", new FakeClock());
    }

    @Test
    void a_mail_arrives_as_it_was_written() throws Exception {
        plain.start();

        mailer("smtp://localhost:" + plain.getSmtp().getPort()).send(MAIL);

        MimeMessage got = plain.getReceivedMessages()[0];
        assertEquals("Grüße ✓", got.getSubject());
        assertEquals("ada@example.com", got.getRecipients(Message.RecipientType.TO)[0].toString());
        assertEquals("expacti <gate@example.com>", got.getFrom()[0].toString());
        assertTrue(String.valueOf(got.getContent())
                .replace("\r\n", "\n")
                .startsWith(MAIL.text().strip()));
        assertEquals(1, plain.getReceivedMessages().length);
    }

    @Test
    void it_signs_in_where_the_address_says_how() throws Exception {
        plain.setUser("gate@example.com", "gate", "p@ss:wörd");
        plain.start();
        int port = plain.getSmtp().getPort();

        mailer("smtp://gate:p%40ss%3Aw%C3%B6rd@localhost:" + port).send(MAIL);

        assertEquals(1, plain.getReceivedMessages().length);
    }

    @Test
    void a_server_whose_certificate_nobody_vouches_for_gets_nothing() {
        secure.start();
        SmtpMailer mailer =
                mailer("smtps://user:secret@localhost:" + secure.getSmtps().getPort());

        GateException refused = assertThrows(GateException.class, () -> mailer.send(MAIL));

        assertEquals(ErrorCode.UNAVAILABLE, refused.code());
        assertEquals(0, secure.getReceivedMessages().length);
    }

    @Test
    void where_nobody_listens_the_mail_was_not_sent_and_no_secret_is_told() {
        plain.start();
        int port = plain.getSmtp().getPort();
        plain.stop();
        SmtpMailer mailer = mailer("smtp://user:secret@localhost:" + port);

        GateException refused = assertThrows(GateException.class, () -> mailer.send(MAIL));

        assertEquals(ErrorCode.UNAVAILABLE, refused.code());
        assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
    }

    @Test
    void beyond_this_machine_a_mail_travels_encrypted() {
        assertEquals(
                SmtpServer.Tls.STARTTLS,
                SmtpServer.of("smtp://mail.example.com").tls());
        assertEquals(587, SmtpServer.of("smtp://mail.example.com").port());
        assertEquals(
                SmtpServer.Tls.IMPLICIT,
                SmtpServer.of("smtps://mail.example.com").tls());
        assertEquals(465, SmtpServer.of("smtps://mail.example.com").port());
        assertEquals(SmtpServer.Tls.NONE, SmtpServer.of("smtp://127.0.0.1:25").tls());
        assertEquals(Optional.empty(), SmtpServer.of("smtp://127.0.0.1:25").login());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mail.example.com", "http://mail", "smtp://", "smtp://secret@mail", "smtp://a b:c@d"})
    void an_address_that_is_none_is_refused_without_being_repeated(String url) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> SmtpServer.of(url));

        assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
    }
}
