package com.expacti.adapters.wire.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.egress.EgressGuard;
import com.expacti.application.egress.Fetched;
import com.expacti.application.egress.GuardedHttp;
import com.expacti.application.egress.HostNames;
import com.expacti.application.egress.Payload;
import com.expacti.domain.egress.EgressRules;
import com.expacti.domain.egress.Purpose;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threats F2, over real sockets: what reaches a server of ours and what does not. */
final class PinnedHttpTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress METADATA = InetAddress.ofLiteral("169.254.169.254");

    private final AtomicInteger reached = new AtomicInteger();
    private final AtomicReference<String> host = new AtomicReference<>("");
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server = create();

    private static HttpServer create() {
        try {
            return HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void serve() {
        start(server);
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private void start(HttpServer started) {
        started.createContext("/", exchange -> {
            reached.incrementAndGet();
            host.set(exchange.getRequestHeaders().getFirst("Host"));
            answer(exchange);
        });
        started.setExecutor(runnable -> Thread.ofVirtual().start(runnable));
        started.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        byte[] body = (exchange.getRequestMethod() + " " + path + " ").getBytes(StandardCharsets.UTF_8);
        switch (path) {
            case "/redirect" -> {
                exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data/");
                exchange.sendResponseHeaders(302, -1);
            }
            case "/home" -> {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(307, -1);
            }
            case "/endless" -> {
                exchange.sendResponseHeaders(200, 0);
                for (int i = 0; i < 100_000; i++) {
                    exchange.getResponseBody().write(new byte[1024]);
                }
            }
            case "/silent" -> awaitTheEnd();
            case "/drip" -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
                awaitTheEnd();
            }
            default -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body);
                exchange.getRequestBody().transferTo(exchange.getResponseBody());
            }
        }
        exchange.close();
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_message_goes_to_the_address_that_was_judged_under_the_name_that_was_asked_for() {
        Fetched fetched = post(allowing("hooks.example"), "http://hooks.example:%d/a?b=c", "{}");

        Fetched.Answer answer = assertInstanceOf(Fetched.Answer.class, fetched);
        assertEquals("POST /a?b=c {}", answer.body().text());
        assertEquals("hooks.example:" + port(), host.get());
    }

    @Test
    void a_name_that_changes_its_address_between_look_and_call_is_not_looked_up_again() {
        AtomicInteger lookUps = new AtomicInteger();
        HostNames rebinding = name -> List.of(lookUps.getAndIncrement() == 0 ? HERE : METADATA);

        Fetched fetched = send(rebinding, List.of("127.0.0.0/8"), "http://rebinding.example:%d/");

        assertEquals(
                "GET / ", assertInstanceOf(Fetched.Answer.class, fetched).body().text());
        assertEquals(1, lookUps.get());
    }

    @Test
    void an_address_that_is_not_public_is_not_called_however_it_is_written_or_named() {
        HostNames inside = name -> List.of(InetAddress.ofLiteral("8.8.8.8"), HERE);

        for (String url : List.of(
                "http://127.0.0.1:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://[::ffff:7f00:1]:%d/",
                "http://[64:ff9b::7f00:1]:%d/",
                "http://inside.example:%d/")) {
            assertInstanceOf(Fetched.Barred.class, send(inside, List.of(), url), url);
        }
        assertEquals(0, reached.get());
    }

    @Test
    void a_redirect_into_metadata_is_an_answer_and_not_followed() {
        Fetched fetched = send(name -> List.of(HERE), List.of("hooks.example"), "http://hooks.example:%d/redirect");

        Fetched.Answer answer = assertInstanceOf(Fetched.Answer.class, fetched);
        assertEquals(302, answer.status());
        assertEquals(
                "http://169.254.169.254/latest/meta-data/",
                answer.header("Location").orElse(""));
        assertEquals(1, reached.get());
    }

    @Test
    void a_redirect_to_the_same_host_is_not_followed_either() {
        Fetched fetched = send(name -> List.of(HERE), List.of("hooks.example"), "http://hooks.example:%d/home");

        assertEquals(307, assertInstanceOf(Fetched.Answer.class, fetched).status());
        assertEquals(1, reached.get());
    }

    @Test
    void an_answer_that_is_too_large_is_none() {
        Fetched fetched = send(name -> List.of(HERE), List.of("hooks.example"), "http://hooks.example:%d/endless");

        assertTrue(assertInstanceOf(Fetched.Failed.class, fetched).why().contains("1024 bytes"));
    }

    @Test
    void who_says_nothing_or_stops_in_the_middle_is_given_up_at_the_deadline() {
        for (String path : List.of("/silent", "/drip")) {
            Fetched fetched = send(
                    name -> List.of(HERE),
                    List.of("hooks.example"),
                    "http://hooks.example:%d" + path,
                    new GuardedHttp.Limits(Duration.ofMillis(300), 1_024));

            assertInstanceOf(Fetched.Failed.class, fetched, path);
        }
    }

    @Test
    void tls_asks_for_the_name_and_believes_its_certificate_alone(@TempDir Path folder) throws Exception {
        server.stop(0);
        Certificate certificate = Certificate.of("hooks.example", folder);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server = secure;
        start(secure);

        HostNames names = name -> List.of(HERE);
        EgressGuard guard = new EgressGuard(EgressRules.of(List.of("127.0.0.1"), false), names);
        try (PinnedHttp http = new PinnedHttp(guard, certificate.client())) {
            assertInstanceOf(Fetched.Answer.class, http.send(get("https://hooks.example:%d/")));
            assertInstanceOf(Fetched.Failed.class, http.send(get("https://other.example:%d/")));
        }
        try (PinnedHttp http = new PinnedHttp(guard)) {
            assertInstanceOf(Fetched.Failed.class, http.send(get("https://hooks.example:%d/")));
        }
        assertEquals(1, reached.get());
    }

    private Fetched post(EgressGuard guard, String url, String body) {
        try (PinnedHttp http = new PinnedHttp(guard)) {
            return http.send(GuardedHttp.Request.post(
                    Purpose.WEBHOOK, uri(url), Payload.json(body), GuardedHttp.Limits.STANDARD));
        }
    }

    private Fetched send(HostNames names, List<String> allowed, String url) {
        return send(names, allowed, url, new GuardedHttp.Limits(Duration.ofSeconds(30), 1_024));
    }

    private Fetched send(HostNames names, List<String> allowed, String url, GuardedHttp.Limits limits) {
        try (PinnedHttp http = new PinnedHttp(new EgressGuard(EgressRules.of(allowed, false), names))) {
            return http.send(GuardedHttp.Request.get(Purpose.WEBHOOK, uri(url), limits));
        }
    }

    private GuardedHttp.Request get(String url) {
        return GuardedHttp.Request.get(Purpose.WEBHOOK, uri(url), GuardedHttp.Limits.STANDARD);
    }

    private EgressGuard allowing(String name) {
        return new EgressGuard(EgressRules.of(List.of(name), false), asked -> List.of(HERE));
    }

    private URI uri(String url) {
        return URI.create(url.formatted(port()));
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
