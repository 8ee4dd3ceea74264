package com.expacti.standalone.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every process of the server is killed while writers commit, at a moment that chance picks, again and again. It shows
 * that recovery and our restart lose nothing that was acknowledged; that the disk itself keeps its word when the power
 * goes is what {@code fsync} is for, and no kill can show that. {@code expacti.torture.rounds} sets how often.
 */
final class CommitsSurviveKillTest {
    private static final int ROUNDS = Integer.getInteger("expacti.torture.rounds", 2);
    private static final int WRITERS = 4;
    private static final int COMMITS_MAX = 400;

    @TempDir
    private static Path folder;

    private final AtomicLong next = new AtomicLong();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> brokeEarly = ConcurrentHashMap.newKeySet();

    @Test
    void what_was_acknowledged_before_everything_was_killed_is_there_after_the_next_start() throws Exception {
        long seed = Long.getLong("expacti.seed", System.nanoTime());
        Random chance = new Random(seed);
        SharedBinaries.in(folder);

        for (int round = 1; round <= ROUNDS; round++) {
            PrivatePostgres postgres = PrivatePostgres.start(folder, line -> {});
            assertNothingLost(postgres.access(), round, seed);
            killWhileWriting(postgres, 1 + chance.nextInt(COMMITS_MAX));
            postgres.close();
            assertEquals(Set.of(), brokeEarly);
        }

        try (PrivatePostgres postgres = PrivatePostgres.start(folder, line -> {})) {
            assertNothingLost(postgres.access(), ROUNDS + 1, seed);
            assertFalse(acknowledged.isEmpty());
        }
    }

    private void killWhileWriting(PrivatePostgres postgres, int commits) throws InterruptedException {
        CountDownLatch enough = new CountDownLatch(commits);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.startVirtualThread(() -> write(postgres.access(), enough)));
        }
        enough.await();
        Path cluster = DataFolder.prepare(folder).cluster();
        ProcessHandle.allProcesses()
                .filter(process -> Leftovers.serves(process, cluster))
                .forEach(ProcessHandle::destroyForcibly);
        for (Thread writer : writers) {
            writer.join();
        }
    }

    /** Until the connection breaks; only what the server acknowledged counts. */
    private void write(DatabaseAccess access, CountDownLatch enough) {
        try (Connection connection = access.owner().connect(access.jdbcUrl());
                PreparedStatement insert = connection.prepareStatement("INSERT INTO kept VALUES (?)")) {
            while (true) {
                long id = next.incrementAndGet();
                insert.setLong(1, id);
                insert.executeUpdate();
                acknowledged.add(id);
                enough.countDown();
            }
        } catch (SQLException killed) {
            if (enough.getCount() > 0) {
                brokeEarly.add(String.valueOf(killed.getMessage()));
            }
            for (long left = enough.getCount(); left > 0; left--) {
                enough.countDown();
            }
        }
    }

    private void assertNothingLost(DatabaseAccess access, int round, long seed) throws SQLException {
        try (Connection connection = access.owner().connect(access.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS kept (id bigint PRIMARY KEY)");
            Set<Long> lost = new HashSet<>(acknowledged);
            try (ResultSet rows = statement.executeQuery("SELECT id FROM kept")) {
                while (rows.next()) {
                    lost.remove(rows.getLong(1));
                }
            }
            assertTrue(lost.isEmpty(), () -> "round %d, expacti.seed=%d lost %s".formatted(round, seed, lost));
        }
    }
}
