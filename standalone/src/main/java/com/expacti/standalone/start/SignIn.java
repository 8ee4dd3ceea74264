package com.expacti.standalone.start;

import com.expacti.adapters.identity.mail.SmtpServer;
import com.expacti.application.mail.PublicAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How people come in, and how they are written to.
 *
 * @param publicUrl {@code EXPACTI_PUBLIC_URL}, by default {@code http://localhost:<port>}: where links in mails lead
 * @param signUpOpen {@code EXPACTI_SIGNUP}: {@code open} or {@code closed}; by default open in an evaluation only
 * @param smtpUrl {@code EXPACTI_SMTP_URL}; without one, mails are files in {@code outbox/}
 * @param mailFrom {@code EXPACTI_MAIL_FROM}
 * @param recoveryWaitHours {@code EXPACTI_RECOVERY_WAIT_HOURS}: how long who lost every second factor waits; 72, or 1 to 720. 0 in an
 *     evaluation only
 */
public record SignIn(
        PublicAddress publicUrl, boolean signUpOpen, Optional<String> smtpUrl, String mailFrom, int recoveryWaitHours) {
    private static final int WAIT_MAX = 720;

    static SignIn of(boolean evaluation, int port, Map<String, String> environment) {
        return new SignIn(
                publicUrl(text(environment, "EXPACTI_PUBLIC_URL").orElse("http://localhost:" + port)),
                signUp(text(environment, "EXPACTI_SIGNUP").orElse(evaluation ? "open" : "closed")),
                text(environment, "EXPACTI_SMTP_URL").map(SignIn::smtp),
                text(environment, "EXPACTI_MAIL_FROM").orElse("expacti <expacti@localhost>"),
                recoveryWait(text(environment, "EXPACTI_RECOVERY_WAIT_HOURS").orElse("72"), evaluation));
    }

    private static PublicAddress publicUrl(String url) {
        try {
            return new PublicAddress(url);
        } catch (IllegalArgumentException e) {
            throw new StartFailure("EXPACTI_PUBLIC_URL is `%s`; give one like https://gate.example.com".formatted(url));
        }
    }

    private static String smtp(String url) {
        try {
            var _ = SmtpServer.of(url);
            return url;
        } catch (IllegalArgumentException e) {
            throw new StartFailure(String.valueOf(e.getMessage()));
        }
    }

    private static boolean signUp(String word) {
        return switch (word) {
            case "open" -> true;
            case "closed" -> false;
            default -> throw new StartFailure("EXPACTI_SIGNUP is `%s`; it is open or closed".formatted(word));
        };
    }

    /** With no wait a mailbox and a password are worth as much as a second factor. */
    private static int recoveryWait(String hours, boolean evaluation) {
        int least = evaluation ? 0 : 1;
        if (!hours.matches("[0-9]{1,3}") || Integer.parseInt(hours) < least || Integer.parseInt(hours) > WAIT_MAX) {
            throw new StartFailure("EXPACTI_RECOVERY_WAIT_HOURS is `%s`; it is %d to %d hours, 72 by default"
                    .formatted(hours, least, WAIT_MAX));
        }
        return Integer.parseInt(hours);
    }

    Map<String, Object> properties() {
        Map<String, Object> out = new HashMap<>();
        out.put("expacti.public-url", publicUrl.url());
        out.put("expacti.sign-up-open", signUpOpen);
        out.put("expacti.mail-from", mailFrom);
        out.put("expacti.recovery-wait-hours", recoveryWaitHours);
        smtpUrl.ifPresent(url -> out.put("expacti.smtp-url", url));
        return out;
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    /** The mail server's address holds its password. */
    @Override
    public String toString() {
        return "SignIn[" + publicUrl.url() + "]";
    }
}
