package com.expacti.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mixture of REST calls as agents, reviewers and a dashboard make them, at a fixed pace over an org with a past, beside an
 * endpoint that does nothing. An answer that is not the expected one ends the run.
 *
 * <p>Arguments: seconds (30), calls a second (200).
 */
public final class MixedRest {
    private static final int RULES = 200;
    private static final int PAST = 2_000;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Rest agent;
    private final Rest person;
    private final Rest bare;
    private final List<String> past = new ArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private String rule = "";

    private MixedRest(int expacti, int echo) {
        this.agent = new Rest(http, expacti, "demo-shell-token");
        this.person = new Rest(http, expacti, "demo-reviewer-token");
        this.bare = new Rest(http, echo, "nobody");
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        int perSecond = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        Path data = Files.createTempDirectory("expacti-benchmark");
        try (Servers.Running echo = Servers.echo("256m");
                Servers.Running expacti = Servers.expacti(data, "1g")) {
            new MixedRest(expacti.port(), echo.port()).run(new Paced(perSecond, 8), seconds);
        }
    }

    private void run(Paced pace, int seconds) throws InterruptedException {
        System.out.printf(Locale.ROOT, "an org with %d rules and %d commands%n", RULES, PAST);
        fill();
        measure(pace, 15, new LinkedHashMap<>());
        Latencies floor = new Latencies();
        pace.run(() -> due -> timed(floor, due, () -> bare.get("/bare")), seconds / 2);
        System.out.println(row("floor: an endpoint that does nothing, alone", floor));

        Map<String, Latencies> each = new LinkedHashMap<>();
        measure(pace, seconds, each);
        each.forEach((name, latencies) -> System.out.println(row(name, latencies)
                + String.format(
                        Locale.ROOT,
                        "  %.1f × of the medians, %.1f × of the 99th percentiles",
                        latencies.millis(50) / floor.millis(50),
                        latencies.millis(99) / floor.millis(99))));
    }

    private static String row(String name, Latencies latencies) {
        return String.format(Locale.ROOT, "%-46s %s", name, latencies.summary());
    }

    private void fill() {
        var _ = person.post("/whitelist", exact("true"), 201);
        for (int i = 0; i < RULES; i++) {
            rule = Rest.field(person.post("/whitelist", exact("make number " + i), 201), "id");
        }
        for (int i = 0; i < PAST; i++) {
            past.add(Rest.field(agent.post("/commands", command("make number " + i % RULES, false), 200), "id"));
        }
    }

    private static String exact(String command) {
        return "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"pattern\":\"" + command + "\",\"scope\":\"global\"}";
    }

    private void measure(Paced pace, int seconds, Map<String, Latencies> into) throws InterruptedException {
        List<Runnable> calls = new ArrayList<>();
        List<Latencies> whose = new ArrayList<>();
        mixture().forEach((name, call) -> {
            Latencies latencies = into.computeIfAbsent(name, _ -> new Latencies());
            for (int i = 0; i < call.times(); i++) {
                calls.add(call.run());
                whose.add(latencies);
            }
        });
        AtomicInteger next = new AtomicInteger();
        pace.run(
                () -> due -> {
                    // a step that shares no divisor with their number visits all, and never one kind in a row
                    int at = (int) (next.getAndIncrement() * 7L % calls.size());
                    timed(whose.get(at), due, calls.get(at));
                },
                seconds);
    }

    private static void timed(Latencies into, long due, Runnable call) {
        call.run();
        into.add(due, System.nanoTime());
    }

    /** A call and how often it is made in each twenty. */
    private record Call(int times, Runnable run) {}

    private Map<String, Call> mixture() {
        Map<String, Call> all = new LinkedHashMap<>();
        all.put("an endpoint that does nothing, beside them", new Call(1, () -> bare.get("/bare")));
        all.put("POST /commands, allowed and spent", new Call(5, () -> {
            String _ = agent.post("/commands", command("true", true), 200);
        }));
        all.put("POST /commands, then /deny", new Call(1, this::denied));
        all.put("GET /commands/{id}", new Call(4, () -> person.get("/commands/" + some())));
        all.put("GET /commands, 50 of them", new Call(2, () -> person.get("/commands?limit=50")));
        all.put("GET /commands?q=", new Call(1, () -> person.get("/commands?limit=50&q=number+" + n() % RULES)));
        all.put("GET /whitelist, 50 of them", new Call(1, () -> person.get("/whitelist?limit=50")));
        all.put("PATCH /whitelist/{id}", new Call(1, () -> {
            String _ = person.patch("/whitelist/" + rule, "{\"note\":\"looked at " + n() + " times\"}");
        }));
        all.put("POST /explain", new Call(2, () -> {
            String _ = person.post("/explain", "{\"command\":\"git push origin main && make all\"}", 200);
        }));
        all.put("GET /audit, 50 entries", new Call(1, () -> person.get("/audit?limit=50")));
        all.put("GET /me", new Call(1, () -> person.get("/me")));
        return all;
    }

    private int n() {
        return count.incrementAndGet();
    }

    private String command(String text, boolean spend) {
        return "{\"ref\":\"b" + n() + "\",\"command\":\"" + text + "\",\"spend\":" + spend + "}";
    }

    private String some() {
        return past.get(n() % past.size());
    }

    private void denied() {
        String id = Rest.field(agent.post("/commands", command("rm -r build-" + n(), false), 202), "id");
        String _ = person.post("/commands/" + id + "/deny", "{\"comment\":\"not now\"}", 200);
    }
}
