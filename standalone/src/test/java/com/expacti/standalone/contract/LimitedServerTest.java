package com.expacti.standalone.contract;

import static com.expacti.standalone.crash.ServerProcess.AGENT;
import static com.expacti.standalone.crash.ServerProcess.REVIEWER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.standalone.contract.Wire.Answer;
import com.expacti.standalone.contract.Wire.Call;
import com.expacti.standalone.crash.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server that counts, and one site that may read its answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitedServerTest {
    private static final String SITE = "https://tools.example";
    private static final int FLOOD = 60;

    private ServerProcess server = never();
    private Wire wire = new Wire(1, Path.of(""));

    @SuppressWarnings("NullAway") // started before each test is
    private static ServerProcess never() {
        return null;
    }

    @BeforeAll
    void start(@TempDir Path data) {
        server = ServerProcess.start(
                data,
                Map.of(
                        "EXPACTI_RATE_LIMITS",
                        "requests=20,agents=1000,open=5,attempts=5",
                        "EXPACTI_CORS_ORIGINS",
                        SITE));
        wire = new Wire(server.port(), data);
        for (String known : List.of(REVIEWER, AGENT)) {
            wire.send(Call.of("GET", "/api/v1/commands", known));
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private List<Answer> flood(Call call) {
        return IntStream.range(0, FLOOD).mapToObj(i -> wire.send(call)).toList();
    }

    private static List<Answer> refused(List<Answer> answers) {
        return answers.stream().filter(answer -> answer.status() == 429).toList();
    }

    @Test
    void a_credential_s_flood_is_429_with_when_to_come_again_and_another_s_work_goes_on() {
        List<Answer> answers = flood(Call.of("GET", "/api/v1/me", REVIEWER));

        Answer first = answers.getFirst();
        assertEquals(200, first.status(), first.toString());
        assertEquals("\"requests\";q=20;w=60", first.header("RateLimit-Policy"));
        assertTrue(first.header("RateLimit").matches("\"requests\";r=1[0-9];t=[0-9]+"), first.header("RateLimit"));
        Answer last = answers.getLast();
        Problem.assertIs(429, "rate_limited", last);
        assertTrue(last.header("Retry-After").matches("[123]"), last.header("Retry-After"));
        assertEquals("\"requests\";r=0;t=" + last.header("Retry-After"), last.header("RateLimit"));
        assertEquals(200, wire.send(Call.of("GET", "/api/v1/commands", AGENT)).status());
    }

    @Test
    void bad_tokens_and_no_tokens_are_429_and_a_good_one_is_heard_from_the_same_address() {
        assertEquals(200, wire.send(Call.of("GET", "/api/v1/commands", AGENT)).status());

        List<Answer> bad = flood(Call.of("GET", "/api/v1/me", "expacti_00000000000000000000000000000000"));
        List<Answer> none = flood(Call.of("GET", "/api/v1/me", "x").byNobody());

        assertEquals(401, bad.getFirst().status());
        assertEquals(401, none.getFirst().status());
        assertTrue(refused(bad).size() > FLOOD / 2, bad.toString());
        assertTrue(refused(none).size() > FLOOD / 2, none.toString());
        assertEquals("\"attempts\";q=5;w=60", bad.getLast().header("RateLimit-Policy"));
        assertEquals("\"open\";q=5;w=60", none.getLast().header("RateLimit-Policy"));
        assertEquals(200, wire.send(Call.of("GET", "/api/v1/commands", AGENT)).status());
        assertEquals(200, wire.send(Call.of("GET", "/health", "x").byNobody()).status());
    }

    @Test
    void one_site_may_read_answers_and_no_other() {
        Answer asked = preflight(SITE);
        assertEquals(200, asked.status(), asked.toString());
        assertEquals(SITE, asked.header("Access-Control-Allow-Origin"));
        assertEquals("", asked.header("Access-Control-Allow-Credentials"));
        Answer read = wire.send(Call.of("GET", "/api/v1/commands", AGENT).with("Origin", SITE));
        assertEquals(200, read.status(), read.toString());
        assertEquals(SITE, read.header("Access-Control-Allow-Origin"));
        assertTrue(read.header("Access-Control-Expose-Headers").contains("ETag")
                || read.response()
                        .headers()
                        .allValues("Access-Control-Expose-Headers")
                        .contains("ETag"));

        for (String other :
                List.of("https://evil.example", "https://tools.example.evil.example", "null", "http://tools.example")) {
            Problem.assertIs(403, "forbidden", preflight(other));
            Answer refused = wire.send(Call.of("GET", "/api/v1/commands", AGENT).with("Origin", other));
            Problem.assertIs(403, "forbidden", refused);
            assertEquals("", refused.header("Access-Control-Allow-Origin"));
        }
    }

    private Answer preflight(String origin) {
        return wire.send(Call.of("OPTIONS", "/api/v1/commands", "x")
                .byNobody()
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "GET")
                .with("Access-Control-Request-Headers", "authorization,if-none-match"));
    }
}
