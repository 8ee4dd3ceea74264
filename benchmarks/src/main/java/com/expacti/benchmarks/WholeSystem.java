package com.expacti.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The budgets of one node: whitelisted commands from socket to spent approval, commands a second, a reviewer's click to
 * the agent's release, idle agents. Clients, server, database and floor share the machine's cores.
 *
 * <p>Arguments: seconds at 200 a second (60), idle agents (9000).
 */
public final class WholeSystem {
    private static final int RATE = 200;
    private static final String AGENT = "demo-shell-token";
    private static final String REVIEWER = "demo-reviewer-token";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path data;
    private final AtomicInteger refs = new AtomicInteger();

    private WholeSystem(Path data) {
        this.data = data;
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        int idle = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 9_000;
        Path data = Files.createTempDirectory("expacti-benchmark");
        new WholeSystem(data).run(seconds, idle);
    }

    private void run(int seconds, int idle) throws IOException, SQLException, InterruptedException {
        try (Servers.Running echo = Servers.echo("256m");
                Servers.Running expacti = Servers.expacti(data, "1g")) {
            String echoes = "ws://localhost:" + echo.port() + "/echo";
            String shells = "ws://localhost:" + expacti.port() + "/shell/ws";
            allowTrue(expacti.port());
            say("warming up");
            double _ = flatOut(shells, "\"decision\"");
            double _ = flatOut(echoes, "\"ref\"");
            Latencies _ = paced(() -> asking(shells, "\"decision\""), 5);

            Latencies commits = BareCommits.inARow(data, 2_000);
            say("floor: one PostgreSQL commit                    " + commits.summary());
            Latencies floor = paced(() -> asking(echoes, "\"ref\""), seconds / 2);
            say("floor: WebSocket echo at 200/s                  " + floor.summary());
            Latencies trips;
            try (BareCommits bare = new BareCommits(data)) {
                trips = paced(() -> bare.connect()::transaction, seconds / 2);
            }
            say("floor: read, write, commit in PostgreSQL, 200/s " + trips.summary());
            Latencies gate;
            try (Witness sleeper = Witness.sleeping();
                    Witness syncer = Witness.syncing(data)) {
                gate = paced(() -> asking(shells, "\"decision\""), seconds);
                sleeper.close();
                syncer.close();
                say("whitelisted command to spent approval at 200/s  " + gate.summary());
                say("  beside it: a sleep of 1 ms                    " + sleeper.summary());
                say("  beside it: 8 KiB written and synced           " + syncer.summary());
                say("  " + gate.blame(5_000_000, sleeper, syncer));
            }
            say(String.format(
                    Locale.ROOT,
                    "  ratio to echo + read, write, commit: %.2f of the medians, %.2f of the 99th percentiles",
                    gate.millis(50) / (floor.millis(50) + trips.millis(50)),
                    gate.millis(99) / (floor.millis(99) + trips.millis(99))));

            double echoRate = flatOut(echoes, "\"ref\"");
            double gateRate = flatOut(shells, "\"decision\"");
            say(String.format(Locale.ROOT, "floor: echoes a second, 16 sockets              %.0f", echoRate));
            say(String.format(
                    Locale.ROOT,
                    "whitelisted commands a second, 16 sockets       %.0f (%.2f of echo)",
                    gateRate,
                    gateRate / echoRate));

            Latencies handOver = oneByOne(echoes);
            say("floor: WebSocket echo, one at a time            " + handOver.summary());
            say("reviewer's click to agent's release, the first  "
                    + release(expacti.port(), shells, 100).summary());
            Latencies click = release(expacti.port(), shells, 500);
            say("reviewer's click to agent's release, 500 pending " + click.summary());
            say(String.format(
                    Locale.ROOT,
                    "  ratio of medians to echo + two commits (the vote, the decision): %.2f",
                    click.millis(50) / (handOver.millis(50) + 2 * commits.millis(50))));
            idleAgents(expacti, shells, idle);
        }
    }

    private String spend(int n) {
        return "{\"type\":\"command\",\"ref\":\"b" + n + "\",\"command\":\"true\",\"spend\":true}";
    }

    private void allowTrue(int port) throws IOException, InterruptedException {
        HttpRequest rule = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/v1/whitelist"))
                .header("Authorization", "Bearer " + REVIEWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"effect\":\"allow\",\"pattern_type\":\"exact\",\"pattern\":\"true\",\"scope\":\"global\"}"))
                .build();
        int status = http.send(rule, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 201) {
            throw new IllegalStateException("the rule was not made: " + status);
        }
    }

    /** One of those that ask in turn; made and closed on the thread that uses it. */
    @FunctionalInterface
    private interface Asker {
        void ask();

        default void close() {}
    }

    private Asker asking(String address, String marker) {
        Line line = Line.open(http, address, AGENT);
        return new Asker() {
            @Override
            public void ask() {
                line.send(spend(refs.incrementAndGet()));
                String _ = line.until(marker);
            }

            @Override
            public void close() {
                line.close();
            }
        };
    }

    private static Latencies paced(Supplier<Asker> opener, int seconds) throws InterruptedException {
        Latencies out = new Latencies();
        new Paced(RATE, 4)
                .run(
                        () -> {
                            Asker asker = opener.get();
                            return new Paced.Asker() {
                                @Override
                                public void ask(long due) {
                                    asker.ask();
                                    out.add(due, System.nanoTime());
                                }

                                @Override
                                public void close() {
                                    asker.close();
                                }
                            };
                        },
                        seconds);
        return out;
    }

    /** Each of 16 sockets sends its next as soon as the last is answered, for 10 s. */
    private double flatOut(String address, String marker) throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int s = 0; s < 16; s++) {
            threads.add(Thread.ofPlatform().start(() -> {
                Line line = Line.open(http, address, AGENT);
                while (System.nanoTime() < end) {
                    line.send(spend(refs.incrementAndGet()));
                    String _ = line.until(marker);
                    done.incrementAndGet();
                }
                line.close();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return done.get() / 10.0;
    }

    /** So many commands wait; each is approved over the reviewer's socket and its agent's {@code decision} awaited. */
    private Latencies release(int port, String shells, int count) {
        Line agent = Line.open(http, shells, AGENT);
        Line reviewer = Line.open(http, "ws://localhost:" + port + "/reviewer/ws", REVIEWER);
        String _ = reviewer.until("\"snapshot\"");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            agent.send("{\"type\":\"command\",\"ref\":\"p" + i + "\",\"command\":\"echo " + i
                    + "\",\"timeout_seconds\":600}");
            ids.add(field(agent.until("\"pending\""), "id"));
        }
        Latencies out = new Latencies();
        for (String id : ids) {
            long from = System.nanoTime();
            reviewer.send("{\"type\":\"decide\",\"id\":\"" + id + "\",\"allow\":true}");
            String _ = agent.until("\"decision\"");
            out.add(System.nanoTime() - from);
        }
        agent.close();
        reviewer.close();
        return out;
    }

    /** One message in, one message out, as a click and what it releases are. */
    private Latencies oneByOne(String echoes) {
        Line line = Line.open(http, echoes, AGENT);
        Latencies out = new Latencies();
        for (int i = 0; i < 500; i++) {
            long from = System.nanoTime();
            line.send(spend(refs.incrementAndGet()));
            String _ = line.until("\"ref\"");
            out.add(System.nanoTime() - from);
        }
        line.close();
        return out;
    }

    private static String field(String json, String name) {
        int at = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(at, json.indexOf('"', at));
    }

    private void idleAgents(Servers.Running expacti, String shells, int count)
            throws IOException, InterruptedException {
        long before = ServerHeap.usedKilobytes(expacti.process());
        List<Line> lines = new ArrayList<>();
        long from = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Line line = Line.open(http, shells, AGENT);
            String _ = line.until("\"welcome\"");
            lines.add(line);
        }
        double opening = (System.nanoTime() - from) / 1e9;
        long after = ServerHeap.usedKilobytes(expacti.process());
        say(String.format(
                Locale.ROOT,
                "idle agents: %d in %.1f s, heap %d → %d KB, %.1f KB each, resident %d KB",
                count,
                opening,
                before,
                after,
                (after - before) / (double) count,
                ServerHeap.residentKilobytes(expacti.process())));
        Line live = lines.getFirst();
        long asked = System.nanoTime();
        live.send(spend(refs.incrementAndGet()));
        String _ = live.until("\"decision\"");
        say(String.format(Locale.ROOT, "  one of them asks: answered in %.2f ms", (System.nanoTime() - asked) / 1e6));
        lines.forEach(Line::close);
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
