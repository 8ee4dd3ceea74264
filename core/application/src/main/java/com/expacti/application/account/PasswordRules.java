package com.expacti.application.account;

import com.expacti.application.failure.GateException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * Which passwords are taken: long ones that are not among the first anybody would try. No rule asks for digits or signs
 * (NIST SP 800-63B §5.1.1.2).
 */
public final class PasswordRules {
    public static final int LENGTH_MIN = 12;
    public static final int LENGTH_MAX = 256;
    private static final int DISTINCT_MIN = 4;

    /** The most common of those that are long enough, and the rows of a keyboard. */
    private static final Set<String> COMMON = Set.of(
            "1q2w3e4r5t6y",
            "1qaz2wsx3edc",
            "1qaz2wsx3edc4rfv",
            "123456789012",
            "1234567890123",
            "12345678901234",
            "123456789abc",
            "1234567890ab",
            "abc123456789",
            "abcd12345678",
            "abcdefghijkl",
            "abcdefghijklm",
            "administrator",
            "changeme1234",
            "changemenow1",
            "correcthorsebatterystaple",
            "football1234",
            "iloveyou1234",
            "iloveyou12345",
            "letmein12345",
            "letmeinplease",
            "letmein123456",
            "master123456",
            "p@ssw0rd1234",
            "p@ssword1234",
            "passw0rd1234",
            "password1234",
            "password12345",
            "password123!",
            "password1234!",
            "password123456",
            "passwordpassword",
            "princess1234",
            "q1w2e3r4t5y6",
            "qazwsxedcrfv",
            "qwerty123456",
            "qwertyqwerty",
            "qwertyuiop12",
            "qwertyuiop123",
            "qwertyuiopas",
            "qwertyuiopasdfghjkl",
            "qwertyuiop[]",
            "secret123456",
            "sunshine1234",
            "superman1234",
            "trustno1trustno1",
            "welcome12345",
            "welcome123456",
            "zaq12wsxcde3",
            "asdfghjkl123",
            "asdfghjkl;'\\",
            "zxcvbnm12345",
            "987654321098",
            "0987654321qwerty",
            "111222333444",
            "123123123123",
            "112233445566",
            "monkey123456",
            "dragon123456",
            "baseball1234");

    private PasswordRules() {}

    /**
     * The password as it is hashed: one form for what reads the same (Unicode NFC).
     *
     * @param email whose it is to be, which it may not be
     * @throws GateException {@code invalid}, field {@code password}
     */
    public static String require(String password, String email) {
        String normal = normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            throw refused("password is %d to %d characters; several words do well".formatted(LENGTH_MIN, LENGTH_MAX));
        }
        String lower = normal.toLowerCase(Locale.ROOT);
        boolean guessed = COMMON.contains(lower)
                || lower.equals(email.toLowerCase(Locale.ROOT))
                || lower.codePoints().distinct().count() < DISTINCT_MIN;
        if (guessed) {
            throw refused("password is among those that are tried first; take another, several words for instance");
        }
        return normal;
    }

    /** The same form, of a password that is only compared. */
    public static String normal(String password) {
        // Longer ones are refused where they are made, so what is compared need not be more.
        String bounded = password.length() > 4 * LENGTH_MAX ? password.substring(0, 4 * LENGTH_MAX) : password;
        return Normalizer.normalize(bounded, Normalizer.Form.NFC);
    }

    private static GateException refused(String message) {
        return GateException.invalid("password", message);
    }
}
