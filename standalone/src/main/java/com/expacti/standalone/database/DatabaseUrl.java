package com.expacti.standalone.database;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The address of a database somebody else runs, as libpq writes it:
 * {@code postgres://user:password@host:5432/database?sslmode=verify-full}. Nothing of the text is repeated in a message
 * before the part that holds the password has been taken out.
 *
 * @param jdbcUrl holds no user and no password
 * @see <a href="https://www.postgresql.org/docs/17/libpq-connect.html#LIBPQ-CONNSTRING-URIS">connection URIs</a>
 */
public record DatabaseUrl(String jdbcUrl, Credentials login, String place) {
    private static final int DEFAULT_PORT = 5432;
    private static final int PORT_MAX = 65_535;
    private static final String EXAMPLE = "postgres://user:password@host:5432/expacti?sslmode=verify-full";
    private static final Set<String> SCHEMES = Set.of("postgres", "postgresql");
    private static final List<String> SSL_MODES = List.of("disable", "prefer", "require", "verify-ca", "verify-full");
    private static final List<String> PARAMETERS = List.of("sslmode", "sslrootcert", "connect_timeout");

    /**
     * @param name the variable the text came from, for the message
     * @throws DatabaseUnavailable naming what is wrong with it, never what it holds
     */
    public static DatabaseUrl parse(String name, String text) {
        URI uri = uri(name, text.strip());
        if (uri.getScheme() == null || !SCHEMES.contains(uri.getScheme())) {
            throw wrong(name, "does not begin with postgres://");
        }
        String host = Optional.ofNullable(uri.getHost())
                .orElseThrow(
                        () -> wrong(
                                name,
                                "names no host that can be read (characters such as @ : / # in the password must be written %40 %3A %2F %23)"));
        String database =
                decoded(name, Optional.ofNullable(uri.getRawPath()).orElse("")).replaceFirst("^/", "");
        if (database.isEmpty() || database.contains("/")) {
            throw wrong(name, "names no database after the host");
        }
        int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
        if (port < 1 || port > PORT_MAX) {
            throw wrong(name, "has port %d, which is not within 1 and %d".formatted(port, PORT_MAX));
        }
        Map<String, String> parameters = parameters(name, uri, host);
        String place = "`%s` on %s:%d".formatted(database, host, port);
        return new DatabaseUrl(jdbc(host, port, database, parameters), login(name, uri), place);
    }

    private static URI uri(String name, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Neither its message nor itself as a cause: both repeat the whole text, password and all.
            throw wrong(name, "can't be read from character %d on".formatted(e.getIndex() + 1));
        }
    }

    private static Credentials login(String name, URI uri) {
        String[] parts = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
        if (parts[0].isEmpty()) {
            throw wrong(name, "names no user");
        }
        if (parts.length < 2 || parts[1].isEmpty()) {
            throw wrong(name, "has no password after the user");
        }
        return new Credentials(decoded(name, parts[0]), Password.of(decoded(name, parts[1])));
    }

    private static Map<String, String> parameters(String name, URI uri, String host) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split("=", 2);
            if (!PARAMETERS.contains(parts[0]) || parts.length < 2) {
                throw wrong(name, "has a parameter other than " + String.join(", ", PARAMETERS));
            }
            found.put(parts[0], decoded(name, parts[1]));
        }
        String mode = found.computeIfAbsent("sslmode", absent -> isLoopback(host) ? "prefer" : "require");
        if (!SSL_MODES.contains(mode)) {
            throw wrong(name, "has an sslmode other than " + String.join(", ", SSL_MODES));
        }
        if (!found.getOrDefault("connect_timeout", "10").matches("[0-9]{1,4}")) {
            throw wrong(name, "has a connect_timeout that is no number of seconds");
        }
        return found;
    }

    private static String jdbc(String host, int port, String database, Map<String, String> parameters) {
        String query = parameters.entrySet().stream()
                .map(each -> driverName(each.getKey()) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return "jdbc:postgresql://%s:%d/%s?%s".formatted(host, port, encoded(database), query);
    }

    private static String driverName(String parameter) {
        return parameter.equals("connect_timeout") ? "connectTimeout" : parameter;
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        String bare = host.replaceAll("[\\[\\]]", "");
        try {
            return InetAddress.ofLiteral(bare).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // A name: not looked up, so taken for another machine.
        }
    }

    private static String decoded(String name, String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong(name, "has a % that is not followed by two hexadecimal digits");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static DatabaseUnavailable wrong(String name, String what) {
        return new DatabaseUnavailable("%s %s: write it as %s".formatted(name, what, EXAMPLE));
    }
}
