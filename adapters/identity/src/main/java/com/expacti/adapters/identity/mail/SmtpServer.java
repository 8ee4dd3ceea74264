package com.expacti.adapters.identity.mail;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * A mail server as {@code smtp://user:password@host:587} or {@code smtps://…:465} names it.
 *
 * @param tls {@code IMPLICIT} from the first byte, {@code STARTTLS} or not at all, or {@code NONE}: on this machine only
 */
public record SmtpServer(String host, int port, Tls tls, Optional<Login> login) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** How the connection is kept from being read. */
    public enum Tls {
        IMPLICIT,
        STARTTLS,
        NONE
    }

    /** What the server wants to know. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /** @throws IllegalArgumentException with a sentence that does not repeat the text, which holds a password */
    public static SmtpServer of(String url) {
        URI uri = parsed(url);
        String scheme = String.valueOf(uri.getScheme());
        if (!Set.of("smtp", "smtps").contains(scheme) || uri.getHost() == null) {
            throw wrong();
        }
        boolean implicit = scheme.equals("smtps");
        Tls plain = LOOPBACK.contains(uri.getHost()) ? Tls.NONE : Tls.STARTTLS;
        int standard = implicit ? 465 : 587;
        return new SmtpServer(
                uri.getHost(),
                uri.getPort() < 0 ? standard : uri.getPort(),
                implicit ? Tls.IMPLICIT : plain,
                Optional.ofNullable(uri.getRawUserInfo()).map(SmtpServer::login));
    }

    private static URI parsed(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
    }

    private static Login login(String userInfo) {
        int colon = userInfo.indexOf(':');
        if (colon < 1) {
            throw wrong();
        }
        return new Login(decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "EXPACTI_SMTP_URL is like smtps://user:password@mail.example.com:465 or smtp://…:587");
    }
}
