package com.expacti.adapters.identity.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.adapters.wire.egress.PinnedHttp;
import com.expacti.application.egress.EgressGuard;
import com.expacti.application.oidc.Provider;
import com.expacti.application.oidc.Provider.Client;
import com.expacti.application.oidc.Provider.Kind;
import com.expacti.application.oidc.ProviderClient.Asked;
import com.expacti.application.oidc.ProviderClient.Returned;
import com.expacti.application.oidc.ProviderClient.Way;
import com.expacti.application.oidc.ProviderClient.Word;
import com.expacti.domain.egress.EgressRules;
import com.expacti.testkit.FakeClock;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GitHub as it documents itself: "Authorizing OAuth apps", and the REST API's users and e-mails. */
final class GitHubTest {
    private static final Asked ASKED = new Asked(
            "the-state",
            "the-nonce",
            "v".repeat(64),
            URI.create("https://gate.example.com/api/v1/auth/oidc/github/callback"));
    private static final String TOKEN =
            "{\"access_token\":\"gho_1\",\"scope\":\"read:user,user:email\",\"token_type\":\"bearer\"}";
    private static final String USER = "{\"login\":\"ada\",\"id\":583231,\"email\":\"public@example.com\"}";

    private final PinnedHttp http = new PinnedHttp(new EgressGuard(EgressRules.of(List.of(), true), name -> List.of()));
    private final HttpProviders providers = new HttpProviders(http, new FakeClock());
    private final Map<String, String> says = new ConcurrentHashMap<>(Map.of(
            "/login/oauth/access_token", TOKEN,
            "/api/user", USER,
            "/api/user/emails", emails(true, true)));
    private final Map<String, String> asked = new ConcurrentHashMap<>();
    private HttpServer server = server();

    private static String emails(boolean primary, boolean verified) {
        return "[{\"email\":\"other@example.com\",\"primary\":false,\"verified\":true,\"visibility\":null},"
                + "{\"email\":\"ada@example.com\",\"primary\":%s,\"verified\":%s,\"visibility\":\"private\"}]"
                        .formatted(primary, verified);
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        http.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.put(
                    path,
                    exchange.getRequestHeaders().getFirst("Authorization") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = says.getOrDefault(path, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
            exchange.sendResponseHeaders(says.containsKey(path) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Provider provider() {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        return new Provider("github", "GitHub", Kind.GITHUB, base, base + "/api", new Client("Iv1.a", "shh"));
    }

    private Word word() {
        return providers.word(provider(), ASKED, new Returned("the-code", Optional.empty()));
    }

    @Test
    void an_account_is_its_number_and_its_address_the_verified_first_one() {
        assertEquals(new Word.Vouched("583231", Optional.of("ada@example.com")), word());

        String form = asked.getOrDefault("/login/oauth/access_token", "");
        assertTrue(form.contains("code_verifier=" + "v".repeat(64)), form);
        assertTrue(form.contains("client_secret=shh"), form);
        assertTrue(asked.getOrDefault("/api/user", "").startsWith("Bearer gho_1"), asked.toString());
    }

    @Test
    void the_browser_is_sent_with_state_and_a_challenge() {
        String url = assertInstanceOf(Way.To.class, providers.way(provider(), ASKED))
                .url()
                .toString();

        assertTrue(url.startsWith(provider().issuer() + "/login/oauth/authorize?"), url);
        assertTrue(url.contains("state=the-state"), url);
        assertTrue(url.contains("code_challenge_method=S256"), url);
    }

    @Test
    void an_address_that_is_not_verified_or_not_the_first_is_none() {
        says.put("/api/user/emails", emails(true, false));
        assertEquals(new Word.Vouched("583231", Optional.empty()), word());

        says.put("/api/user/emails", emails(false, true));
        assertEquals(new Word.Vouched("583231", Optional.empty()), word());
    }

    @Test
    void a_code_it_does_not_take_is_answered_with_200_and_vouches_for_nobody() {
        says.put(
                "/login/oauth/access_token",
                "{\"error\":\"bad_verification_code\",\"error_description\":\"The code passed is incorrect or expired.\"}");

        assertInstanceOf(Word.Refused.class, word());
        assertTrue(!asked.containsKey("/api/user"), asked.toString());
    }

    @Test
    void a_user_without_a_number_is_nobody() {
        for (String user : List.of("{}", "{\"id\":\"583231\"}", "{\"id\":0}", "[]", "{")) {
            says.put("/api/user", user);

            assertInstanceOf(Word.Refused.class, word(), user);
        }
    }

    @Test
    void mix_up_an_answer_that_names_another_issuer_proves_nothing() {
        assertInstanceOf(
                Word.Refused.class,
                providers.word(
                        provider(), ASKED, new Returned("the-code", Optional.of("https://evil.example/login/oauth"))));
        assertInstanceOf(
                Word.Vouched.class,
                providers.word(
                        provider(),
                        ASKED,
                        new Returned("the-code", Optional.of(provider().issuer() + "/login/oauth"))));
    }
}
