package com.expacti.application.targets;

import com.expacti.application.failure.GateException;
import com.expacti.domain.org.TargetAddress.Auth;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A private key or a password that a login is proved by. It shows itself to nobody who does not ask for it by name. */
public final class LoginProof {
    private static final int KEY_LENGTH_MAX = 16_384;
    private static final int PASSWORD_LENGTH_MAX = 1_024;
    private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private static final String UNENCRYPTED = "openssh-key-v1\0\0\0\0\4none";

    private final Auth auth;
    private final String text;

    private LoginProof(Auth auth, String text) {
        this.auth = auth;
        this.text = text;
    }

    /**
     * A private key in PEM or OpenSSH's form, without a passphrase: nobody would be there to type it.
     *
     * @throws GateException {@code invalid} with field {@code auth.private_key}
     */
    public static LoginProof privateKey(String pem) {
        String text = pem.strip();
        if (text.length() > KEY_LENGTH_MAX
                || !text.matches("(?s)-----BEGIN ([A-Z0-9 ]{0,40}PRIVATE KEY)-----\\R.*\\R-----END \\1-----")) {
            throw GateException.invalid(
                    "auth.private_key", "private_key is a key in PEM or OpenSSH's form, at most 16384 characters");
        }
        if (isEncrypted(text)) {
            throw GateException.invalid(
                    "auth.private_key", "private_key has a passphrase; store one without, it is encrypted here");
        }
        return new LoginProof(Auth.PRIVATE_KEY, text + "\n");
    }

    private static boolean isEncrypted(String pem) {
        if (!pem.startsWith(OPENSSH)) {
            return pem.contains("ENCRYPTED");
        }
        try {
            String base64 = pem.substring(OPENSSH.length(), pem.lastIndexOf("-----END"));
            byte[] blob = Base64.getMimeDecoder().decode(base64);
            return !new String(blob, StandardCharsets.ISO_8859_1).startsWith(UNENCRYPTED);
        } catch (IllegalArgumentException damaged) {
            return true;
        }
    }

    /** @throws GateException {@code invalid} with field {@code auth.password} */
    public static LoginProof password(String password) {
        if (password.isEmpty()
                || password.length() > PASSWORD_LENGTH_MAX
                || password.chars().anyMatch(c -> c < ' ')) {
            throw GateException.invalid("auth.password", "password is 1 to 1024 characters without control characters");
        }
        return new LoginProof(Auth.PASSWORD, password);
    }

    /** As it was sealed. */
    public static LoginProof of(Auth auth, String text) {
        return new LoginProof(auth, text);
    }

    public Auth auth() {
        return auth;
    }

    /** The key or password itself: to seal it, or to log in. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "LoginProof[%s, %d characters]".formatted(auth, text.length());
    }
}
