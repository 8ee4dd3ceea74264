package com.expacti.benchmarks;

import com.expacti.adapters.postgres.audit.ChainWriter;
import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.application.audit.ReadAudit;
import com.expacti.application.command.IdSource;
import com.expacti.application.ledger.Sequencer;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.identity.OrgId;
import com.expacti.standalone.start.Settings;
import com.expacti.standalone.start.Startup;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/**
 * How many durable audit entries a second: as whole settlements through the sequencer (command, decision, entry, chain head), as
 * entries alone in batches, and beside them bare rows with a commit each, on the same PostgreSQL in the same run. In process:
 * no socket and no HTTP.
 *
 * <p>Arguments: seconds to each measurement (4).
 */
public final class AuditAppends {
    private static final int ORGS = 50;
    private static final int BATCH = 64;
    private static final int CONNECTIONS_MAX = 30;
    private static final List<Integer> WRITERS = List.of(1, 8, 64);

    private final int seconds;

    private AuditAppends(int seconds) {
        this.seconds = seconds;
    }

    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4;
        Path data = Files.createTempDirectory("expacti-benchmark");
        Map<String, String> environment =
                Map.of("EXPACTI_DATA", data.toString(), "EXPACTI_PORT", Integer.toString(Servers.freePort()));
        ApplicationContext gate =
                Startup.run(Settings.of(List.of("--eval"), environment), line -> System.err.println("# " + line));
        new AuditAppends(seconds).run(gate, data);
        System.exit(0);
    }

    private void run(ApplicationContext gate, Path data) throws IOException, SQLException, InterruptedException {
        List<DecidingOrg> orgs = new ArrayList<>();
        for (int i = 0; i < ORGS; i++) {
            orgs.add(DecidingOrg.found(gate));
        }
        Sequencer sequencer = gate.getBean(Sequencer.class);
        double _ = rate(64, 1, writer -> settling(sequencer, orgs.get(writer % ORGS)));
        System.out.println("durable a second; writers                        1        8       64");
        try (BareCommits bare = new BareCommits(data)) {
            List<BareCommits.Bare> connections = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS_MAX; i++) {
                connections.add(bare.connect());
            }
            row(
                    "floor: a row and its commit (at most 30 at once)",
                    writers ->
                            rate(Math.min(writers, CONNECTIONS_MAX), 1, writer -> connections.get(writer)::commitRow));
        }
        row("whole settlements, one org", writers -> rate(writers, 1, _ -> settling(sequencer, orgs.getFirst())));
        row(
                "whole settlements, fifty orgs",
                writers -> rate(writers, 1, writer -> settling(sequencer, orgs.get(writer % ORGS))));
        OrgTransactions transactions = gate.getBean(OrgTransactions.class);
        IdSource ids = gate.getBean(IdSource.class);
        row(
                "entries alone, 64 to a transaction, one org",
                writers -> rate(
                        Math.min(writers, 1),
                        BATCH,
                        _ -> appending(transactions, ids, orgs.getFirst().org())));
        row(
                "entries alone, 64 to a transaction, fifty orgs",
                writers -> rate(
                        Math.min(writers, 16),
                        BATCH,
                        writer -> appending(
                                transactions, ids, orgs.get(writer % ORGS).org())));
        ReadAudit audit = gate.getBean(ReadAudit.class);
        long from = System.nanoTime();
        var finding = audit.verify(orgs.getFirst().org());
        System.out.printf(
                Locale.ROOT,
                "verifying one chain of %d entries: %s, %.0f entries a second%n",
                finding.entries(),
                finding.valid() ? "whole" : finding.reason().orElse(""),
                finding.entries() * 1e9 / (System.nanoTime() - from));
    }

    private static Runnable settling(Sequencer sequencer, DecidingOrg org) {
        return () -> org.settle(sequencer);
    }

    private static Runnable appending(OrgTransactions transactions, IdSource ids, OrgId org) {
        return () -> {
            long _ = transactions.write(org, connection -> {
                ChainWriter chain = ChainWriter.lock(connection, org);
                for (int i = 0; i < BATCH; i++) {
                    long _ = chain.append(
                            new AuditEntry.Draft("aud_" + ids.next(), chain.now(), org.value(), "command_decided")
                                    .put("command", "kubectl get pods -n production")
                                    .put("decision", "approved")
                                    .put("via", "whitelist")
                                    .put("decided_by", "system:whitelist")
                                    .put("risk_score", 5)
                                    .put("latency_ms", 2));
                }
                chain.store(connection);
                return 0L;
            });
        };
    }

    /** A measurement by the number of writers. */
    @FunctionalInterface
    private interface Measure {
        double rate(int writers) throws InterruptedException;
    }

    private static void row(String what, Measure measure) throws InterruptedException {
        StringBuilder line = new StringBuilder(String.format("%-49s", what));
        for (int writers : WRITERS) {
            line.append(String.format(Locale.ROOT, "%8.0f ", measure.rate(writers)));
        }
        System.out.println(line.toString().stripTrailing());
    }

    /** So many writers, each of which does its next as soon as the last is durable. */
    private double rate(int writers, int each, IntFunction<Runnable> writing) throws InterruptedException {
        LongAdder done = new LongAdder();
        long from = System.nanoTime();
        long end = from + seconds * 1_000_000_000L;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            Runnable one = writing.apply(i);
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    one.run();
                    done.add(each);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return done.sum() * 1e9 / (System.nanoTime() - from);
    }
}
