package com.expacti.application.notice;

import com.expacti.application.mail.Mail;
import com.expacti.application.mail.Mailer;
import com.expacti.application.mail.PublicAddress;
import com.expacti.domain.org.Agent;
import com.expacti.domain.org.Target;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** E-mail. It says that something waits and where, and never what: mail is read by more than its reader. */
public final class MailChannel implements NotificationChannel {
    public static final String NAME = "email";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Mailer mailer;
    private final PublicAddress address;

    public MailChannel(Mailer mailer, PublicAddress address) {
        this.mailer = mailer;
        this.address = address;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void deliver(Message message) {
        mailer.send(new Mail(message.to().email(), subject(message), text(message)));
    }

    private static String subject(Message message) {
        return switch (message.notice().kind()) {
            case ESCALATED -> "A command waits for you as backup reviewer";
            case REMINDER -> "A command is still waiting";
        };
    }

    private String text(Message message) {
        return """
                %s

                Organisation: %s
                Agent: %s
                Target: %s
                Risk: %s (%d of 100)
                Decide before: %s
                Command: %s

                The command itself is shown at %s/app

                You can choose which of these mails you get under %s/app/settings
                """.formatted(
                        why(message.notice().kind()),
                        line(message.org().settings().name()),
                        agent(message),
                        target(message),
                        message.stored().risk().level().name().toLowerCase(Locale.ROOT),
                        message.stored().risk().score(),
                        TIME.format(message.until()),
                        message.notice().command().value(),
                        address.url(),
                        address.url());
    }

    private static String why(Notice.Kind kind) {
        return switch (kind) {
            case ESCALATED -> "Nobody has decided a command in time. You are asked as a backup reviewer.";
            case REMINDER -> "A command has waited for half of its time, and nobody has voted yet.";
        };
    }

    private static String agent(Message message) {
        return Optional.ofNullable(
                        message.org().agents().get(message.stored().submission().agent()))
                .map(Agent::name)
                .map(MailChannel::line)
                .orElse("removed meanwhile");
    }

    private static String target(Message message) {
        return message.org()
                .target(message.stored().submission().target())
                .map(Target::name)
                .map(MailChannel::line)
                .orElse("none");
    }

    /** Names are people's own; none of them begins a line that looks like ours. */
    private static String line(String name) {
        return name.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
