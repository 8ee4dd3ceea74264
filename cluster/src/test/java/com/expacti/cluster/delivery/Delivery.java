package com.expacti.cluster.delivery;

import com.expacti.cluster.process.Cluster;
import com.expacti.cluster.process.Wire;
import com.expacti.standalone.database.DatabaseAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.postgresql.PGConnection;

/**
 * From a reviewer's vote to the decision at the agent: over one node, over two, and beside them the floor, a bare
 * {@code NOTIFY} from one connection to another, all in the same run. {@code build/benchmark delivery [rounds]}.
 */
final class Delivery {
    private static final int ROUNDS = 300;
    private static final int WARM_UP = 100;
    private static final int HERE = 0;
    private static final int THERE = 1;

    private final Cluster cluster;
    private final int rounds;

    private Delivery(Cluster cluster, int rounds) {
        this.cluster = cluster;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
        try (Cluster cluster = Cluster.start(2)) {
            new Delivery(cluster, rounds).run();
        }
    }

    private void run() throws IOException, SQLException {
        try (Wire agent = cluster.agent(HERE, cluster.founded().agentToken())) {
            Map<String, Object> _ = agent.until("welcome");
            Figures _ = decide(agent, HERE, WARM_UP);
            Figures _ = decide(agent, THERE, WARM_UP);
            System.out.printf("%-52s %8s %8s  (ms, %d rounds)%n", "", "p50", "p99", rounds);
            Figures same = decide(agent, HERE, rounds);
            Figures other = decide(agent, THERE, rounds);
            print("vote to its own answer, the agent's node", same.answered());
            print("vote to the decision at the agent, the same node", same.delivered());
            print("vote to its own answer, another node", other.answered());
            print("vote to the decision at the agent, another node", other.delivered());
            print("floor: NOTIFY on one connection, heard on another", floor());
        }
    }

    /** Nanoseconds, one a round. */
    private record Figures(long[] delivered, long[] answered) {}

    private Figures decide(Wire agent, int node, int times) throws IOException {
        long[] delivered = new long[times];
        long[] answered = new long[times];
        for (int i = 0; i < times; i++) {
            agent.send(Map.of("type", "command", "ref", cluster.fresh("d"), "command", "touch /tmp/d"));
            String id = String.valueOf(agent.until("pending").get("id"));
            long begun = System.nanoTime();
            CompletableFuture<Long> vote =
                    CompletableFuture.supplyAsync(() -> approve(node, id), Thread::startVirtualThread);
            Map<String, Object> _ = agent.until("decision");
            delivered[i] = System.nanoTime() - begun;
            answered[i] = vote.join() - begun;
        }
        return new Figures(delivered, answered);
    }

    private long approve(int node, String id) {
        try {
            int status = cluster.rest(node)
                    .post(cluster.key(), "/commands/" + id + "/approve", Map.of())
                    .status();
            if (status != 200) {
                throw new IllegalStateException("the vote was answered " + status);
            }
            return System.nanoTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long[] floor() throws SQLException {
        DatabaseAccess database = cluster.database();
        long[] out = new long[rounds];
        try (Connection telling = database.service().connect(database.jdbcUrl());
                Connection hearing = database.service().connect(database.jdbcUrl());
                Statement listen = hearing.createStatement();
                PreparedStatement notify = telling.prepareStatement("SELECT pg_notify('floor', ?)")) {
            boolean _ = listen.execute("LISTEN floor");
            PGConnection heard = hearing.unwrap(PGConnection.class);
            for (int i = 0; i < rounds; i++) {
                notify.setString(1, "1 node\nresolved org_01arz3ndektsv4rrffq69g5fav cmd_01arz3ndektsv4rrffq69g5fav");
                long begun = System.nanoTime();
                boolean _ = notify.execute();
                while (heard.getNotifications(1_000).length == 0) {
                    Thread.onSpinWait();
                }
                out[i] = System.nanoTime() - begun;
            }
        }
        return out;
    }

    private static void print(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-52s %8.2f %8.2f%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)] / 1e6);
    }
}
