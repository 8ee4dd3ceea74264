package com.expacti.testkit.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * An OpenID issuer on this machine. It consents for whoever {@link #person} says, asks for the client's secret and for PKCE's, and
 * takes a code once. What it says can be changed on its way out.
 */
public final class TestIssuer implements AutoCloseable {
    public static final String CLIENT = "client-1";
    public static final String SECRET = "a secret: of/the client";

    private final HttpServer server;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private static final Keys FIRST = Keys.make("k1");

    private volatile Keys keys = FIRST;
    private volatile List<Keys> published = List.of(keys);
    private volatile Map<String, Object> person =
            Map.of("sub", "ada-1", "email", "ada@example.com", "email_verified", true);
    private volatile Map<String, Object> userInfo = Map.of();
    private volatile UnaryOperator<Map<String, Object>> metadata = UnaryOperator.identity();
    private volatile UnaryOperator<Map<String, Object>> claims = UnaryOperator.identity();
    private volatile Signing signing = Signing.RIGHT;
    private volatile Optional<UnaryOperator<Raw>> raw = Optional.empty();

    /** How its tokens are signed. */
    public enum Signing {
        RIGHT,
        NONE,
        WITH_THE_PUBLIC_KEY
    }

    /** An answer as it goes out. */
    public record Raw(String path, int status, Map<String, String> headers, byte[] body) {}

    public TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Paths that were asked for, oldest first. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Who consents from now on: claims, {@code sub} among them. */
    public TestIssuer person(Map<String, Object> who) {
        person = who;
        return this;
    }

    /** What its userinfo endpoint says; nothing where it has none. */
    public TestIssuer userInfo(Map<String, Object> says) {
        userInfo = says;
        return this;
    }

    public TestIssuer metadata(UnaryOperator<Map<String, Object>> change) {
        metadata = change;
        return this;
    }

    public TestIssuer claims(UnaryOperator<Map<String, Object>> change) {
        claims = change;
        return this;
    }

    public TestIssuer signing(Signing how) {
        signing = how;
        return this;
    }

    /** Signs with these from now on, and publishes them. */
    public TestIssuer rotate(Keys next) {
        keys = next;
        published = List.of(next);
        return this;
    }

    /** Signs with a key that it does not publish. */
    public TestIssuer signWith(Keys foreign) {
        keys = foreign;
        return this;
    }

    /** Has the last word over every answer. */
    public TestIssuer answering(UnaryOperator<Raw> last) {
        raw = Optional.of(last);
        return this;
    }

    /** What the browser would come back to, had somebody consented at this address. */
    public URI consent(URI authorization) {
        Map<String, String> asks = form(authorization.getRawQuery());
        String code = "code-" + count.incrementAndGet();
        codes.put(code, asks);
        String back = asks.get("redirect_uri");
        return URI.create(back + "?code=" + code + "&state="
                + URLEncoder.encode(String.valueOf(asks.get("state")), StandardCharsets.UTF_8)
                + "&iss=" + URLEncoder.encode(issuer(), StandardCharsets.UTF_8));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Raw right = answer(exchange, path, body);
            Raw out = raw.map(last -> last.apply(right)).orElse(right);
            out.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(out.status(), out.body().length == 0 ? -1 : out.body().length);
            exchange.getResponseBody().write(out.body());
        }
    }

    private Raw answer(HttpExchange exchange, String path, String body) {
        return switch (path) {
            case "/.well-known/openid-configuration" -> json(path, 200, metadata.apply(discovery()));
            case "/jwks" ->
                json(
                        path,
                        200,
                        Map.of("keys", published.stream().map(Keys::published).toList()));
            case "/authorize" ->
                new Raw(
                        path,
                        302,
                        Map.of("Location", consent(exchange.getRequestURI()).toString()),
                        new byte[0]);
            case "/token" ->
                token(
                        path,
                        form(body),
                        String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            case "/userinfo" -> json(path, 200, userInfo);
            default -> json(path, 404, Map.of("error", "not_found"));
        };
    }

    private Map<String, Object> discovery() {
        Map<String, Object> out = new TreeMap<>(Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/jwks",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "code_challenge_methods_supported", List.of("S256"),
                "authorization_response_iss_parameter_supported", true));
        if (!userInfo.isEmpty()) {
            out.put("userinfo_endpoint", issuer() + "/userinfo");
        }
        return out;
    }

    /** RFC 6749 §4.1.3 and RFC 7636 §4.6. */
    private Raw token(String path, Map<String, String> form, String authorization) {
        Optional<Map<String, String>> asks =
                Optional.ofNullable(form.get("code")).flatMap(code -> Optional.ofNullable(codes.remove(code)));
        boolean good = authorization.equals(basic())
                && asks.filter(a -> String.valueOf(a.get("redirect_uri")).equals(form.get("redirect_uri"))
                                && "S256".equals(a.get("code_challenge_method"))
                                && String.valueOf(a.get("code_challenge"))
                                        .equals(challenge(String.valueOf(form.get("code_verifier")))))
                        .isPresent();
        if (!good) {
            return json(path, 400, Map.of("error", "invalid_grant"));
        }
        return json(
                path,
                200,
                Map.of(
                        "access_token",
                        "at-" + count.incrementAndGet(),
                        "token_type",
                        "Bearer",
                        "id_token",
                        signed(claims.apply(claims(asks.get())))));
    }

    private static String basic() {
        String both = URLEncoder.encode(CLIENT, StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Map<String, Object> claims(Map<String, String> asks) {
        long now = InstantSource.system().instant().getEpochSecond(); // as far from here as any issuer
        Map<String, Object> out = new TreeMap<>(person);
        out.put("iss", issuer());
        out.put("aud", CLIENT);
        out.put("iat", now);
        out.put("exp", now + 300);
        Optional.ofNullable(asks.get("nonce")).ifPresent(nonce -> out.put("nonce", nonce));
        return out;
    }

    private String signed(Map<String, Object> all) {
        return switch (signing) {
            case RIGHT -> keys.signed(all);
            case NONE -> Keys.unsigned(all);
            case WITH_THE_PUBLIC_KEY -> keys.confused(all);
        };
    }

    private static Raw json(String path, int status, Map<String, Object> body) {
        return new Raw(
                path,
                status,
                Map.of("Content-Type", "application/json"),
                Json.of(body).getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> form(String text) {
        Map<String, String> out = new TreeMap<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                out.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return out;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
