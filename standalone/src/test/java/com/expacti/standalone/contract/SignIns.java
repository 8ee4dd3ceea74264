package com.expacti.standalone.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.totp.Totp;
import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** People who sign up and in over the wire, and read their mail where the server leaves it. */
final class SignIns {
    static final String PASSWORD = "correct horse battery staple";
    private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9_-]+)");

    private final Wire wire;

    SignIns(Wire wire) {
        this.wire = wire;
    }

    Answer post(String path, String body) {
        return wire.send(
                Call.of("POST", "/api/v1/auth" + path, "none").byNobody().body(body));
    }

    private JsonNode done(String path, String body) {
        Answer answer = post(path, body);
        assertTrue(answer.status() < 300, answer.toString());
        return answer.json();
    }

    static String signUpBody(String email) {
        return "{\"email\":\"%s\",\"password\":\"%s\",\"org_name\":\"Acme\"}".formatted(email, PASSWORD);
    }

    static String loginBody(String email) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD);
    }

    /** The token of a sign-up that waits for it. */
    String signedUp(String email) {
        JsonNode _ = done("/signup", signUpBody(email));
        return mailedToken(email);
    }

    /** An account with its org; what {@code /auth/verify} answered. */
    JsonNode member(String email) {
        return done("/verify", "{\"token\":\"%s\"}".formatted(signedUp(email)));
    }

    JsonNode login(String email) {
        return done("/login", loginBody(email));
    }

    /** The access token of somebody new. */
    String accessToken(String email) {
        JsonNode _ = member(email);
        return login(email).path("access_token").asText();
    }

    /** A new access token of the one account that every caller of this shares. */
    String standing() {
        String email = "standing@example.com";
        if (post("/login", loginBody(email)).status() != 200) {
            JsonNode _ = member(email);
        }
        return login(email).path("access_token").asText();
    }

    /** The id of the sign-in an access token belongs to. */
    String idOf(String accessToken) {
        byte[] said = Base64.getUrlDecoder().decode(accessToken.split("\\.", -1)[1]);
        try {
            return Wire.JSON.readTree(said).path("sid").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode done(String token, String path, String body) {
        Answer answer = wire.send(Call.of("POST", "/api/v1/auth" + path, token).body(body));
        assertTrue(answer.status() < 300, answer.toString());
        return answer.json();
    }

    /** Begins to enrol a second factor; the first code its app would show. */
    String firstCode(String token) {
        String secret = done(token, "/totp", "{\"password\":\"%s\"}".formatted(PASSWORD))
                .path("secret")
                .asText();
        byte[] key = new java.math.BigInteger(base32AsHex(secret), 32).toByteArray();
        byte[] twenty = new byte[20];
        int extra = Math.max(0, key.length - 20);
        System.arraycopy(key, extra, twenty, 20 - (key.length - extra), key.length - extra);
        return Totp.code(twenty, System.currentTimeMillis() / 1_000 / Totp.STEP_SECONDS);
    }

    /** Base 32 with the digits {@link java.math.BigInteger} has for it. */
    private static String base32AsHex(String secret) {
        StringBuilder out = new StringBuilder();
        for (char c : secret.toCharArray()) {
            out.append(Character.forDigit("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c), 32));
        }
        return out.toString();
    }

    /** Enrols a second factor; what proves both, once. */
    String proofBody(String token) {
        String code = done(token, "/totp/confirm", "{\"code\":\"%s\"}".formatted(firstCode(token)))
                .path("backup_codes")
                .path(0)
                .asText();
        return "{\"password\":\"%s\",\"backup_code\":\"%s\"}".formatted(PASSWORD, code);
    }

    /** The mails to this address, oldest first. */
    List<String> mails(String email) {
        try (Stream<Path> all = Files.list(wire.data().resolve("outbox"))) {
            return all.filter(p -> p.toString().endsWith(".eml"))
                    .sorted()
                    .map(SignIns::read)
                    .filter(text -> text.contains("\r\nTo: " + email + "\r\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String mailedToken(String email) {
        return token(mails(email).getLast()).orElseThrow();
    }

    static Optional<String> token(String mail) {
        Matcher token = TOKEN.matcher(mail);
        return token.find() ? Optional.of(token.group(1)) : Optional.empty();
    }

    /** The token of the mail that setting a password anew sends, which is sent beside the answer. */
    String resetToken(String email) {
        int before = mails(email).size();
        assertEquals(
                204,
                post("/password-reset", "{\"email\":\"%s\"}".formatted(email)).status());
        long end = System.nanoTime() + 30_000_000_000L;
        while (mails(email).size() == before) {
            assertTrue(System.nanoTime() < end, "no mail within 30 s");
            LockSupport.parkNanos(20_000_000);
        }
        return mailedToken(email);
    }
}
