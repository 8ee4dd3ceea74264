package com.expacti.application.mail;

/**
 * One mail, as plain text.
 *
 * @param to one address
 * @param subject one line
 * @param text lines of any length that end in a line feed; may hold a link with a secret, so it is never logged
 */
public record Mail(String to, String subject, String text) {
    /** @throws IllegalArgumentException where a header would be more than one line */
    public Mail {
        if (to.chars().anyMatch(Character::isISOControl) || subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an address and a subject are one line each");
        }
    }

    @Override
    public String toString() {
        return "Mail[" + subject + "]";
    }
}
