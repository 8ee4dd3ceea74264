package com.expacti.adapters.identity.mail;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.mail.Mail;
import com.expacti.application.mail.Mailer;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Date;
import java.util.Properties;

/** Hands each mail to a mail server, which is answerable for it from its "250". */
public final class SmtpMailer implements Mailer {
    private static final System.Logger LOG = System.getLogger(SmtpMailer.class.getName());
    private static final String PATIENCE_MS = "10000";

    private final SmtpServer server;
    private final String from;
    private final InstantSource clock;
    private final Session session;

    public SmtpMailer(SmtpServer server, String from, InstantSource clock) {
        this.server = server;
        this.from = from;
        this.clock = clock;
        this.session = Session.getInstance(properties(server));
    }

    private static Properties properties(SmtpServer server) {
        String protocol = server.tls() == SmtpServer.Tls.IMPLICIT ? "smtps" : "smtp";
        boolean startTls = server.tls() == SmtpServer.Tls.STARTTLS;
        Properties p = new Properties();
        p.setProperty("mail.transport.protocol", protocol);
        p.setProperty("mail." + protocol + ".connectiontimeout", PATIENCE_MS);
        p.setProperty("mail." + protocol + ".timeout", PATIENCE_MS);
        p.setProperty("mail." + protocol + ".writetimeout", PATIENCE_MS);
        p.setProperty(
                "mail." + protocol + ".auth", Boolean.toString(server.login().isPresent()));
        p.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        p.setProperty("mail." + protocol + ".starttls.enable", Boolean.toString(startTls));
        p.setProperty("mail." + protocol + ".starttls.required", Boolean.toString(startTls));
        return p;
    }

    @Override
    public void send(Mail mail) {
        try (Transport transport = session.getTransport()) {
            MimeMessage message = message(mail);
            String user = server.login().map(SmtpServer.Login::user).orElse(null);
            String password = server.login().map(SmtpServer.Login::password).orElse(null);
            transport.connect(server.host(), server.port(), user, password);
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            // Its own message names server and reply, never a password; the mail's text may hold a secret.
            LOG.log(System.Logger.Level.WARNING, "a mail was not taken by %s: %s".formatted(server.host(), e));
            throw new GateException(ErrorCode.UNAVAILABLE, "the mail could not be sent; try again");
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to(), true));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }
}
