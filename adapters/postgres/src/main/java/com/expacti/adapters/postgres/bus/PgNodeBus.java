package com.expacti.adapters.postgres.bus;

import com.expacti.application.announce.Event;
import com.expacti.application.announce.EventLines;
import com.expacti.application.announce.NodeBus;
import com.expacti.application.announce.Outgoing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * {@code NOTIFY} on a connection of its own, and never in a transaction that decides something: when it commits, a notifying
 * transaction takes a lock that all of the server's notifying transactions share. {@code LISTEN} on another one, which is
 * made anew when it is lost, or is silent and does not answer.
 */
public final class PgNodeBus implements NodeBus {
    static final String CHANNEL = "expacti_nodes";
    /** PostgreSQL takes payloads below 8000 bytes (its manual, NOTIFY, "Parameters"). */
    private static final int PAYLOAD_BYTES_MAX = 7_900;

    private static final Duration SILENCE_MAX = Duration.ofSeconds(5);

    private final Connector connector;
    private final String node;
    private final Outgoing outgoing;
    private final KeptConnection sending;
    private final AtomicReference<Optional<KeptConnection>> hearing = new AtomicReference<>(Optional.empty());

    /** Opens a connection of the service's role that gives up on a silent network by itself. */
    @FunctionalInterface
    public interface Connector {
        Connection open() throws SQLException;
    }

    /** @param node this one's name among those that share the database */
    public PgNodeBus(Connector connector, String node) {
        this.connector = connector;
        this.node = node;
        this.outgoing = new Outgoing(node, PAYLOAD_BYTES_MAX);
        this.sending = new KeptConnection("node-bus-send", connector, this::send);
        sending.start();
    }

    @Override
    public void tell(Event event) {
        outgoing.add(event);
    }

    @Override
    public void listen(Hearing to) {
        KeptConnection kept =
                new KeptConnection("node-bus-hear", connector, (connection, working) -> hear(connection, working, to));
        if (!hearing.compareAndSet(Optional.empty(), Optional.of(kept))) {
            throw new IllegalStateException("this node listens already");
        }
        kept.start();
    }

    @Override
    public void close() {
        sending.close();
        Optional.ofNullable(hearing.get()).flatMap(kept -> kept).ifPresent(KeptConnection::close);
    }

    private void send(Connection connection, Runnable working) throws SQLException, InterruptedException {
        try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
            working.run();
            while (true) {
                notify.setString(1, CHANNEL);
                notify.setString(2, outgoing.take());
                var _ = notify.execute();
            }
        }
    }

    private void hear(Connection connection, Runnable working, Hearing to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            var _ = statement.execute("LISTEN " + CHANNEL);
            // Whatever is told from here on arrives; what was told before may not have.
            to.missed();
            working.run();
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (true) {
                PGNotification[] told = postgres.getNotifications(Math.toIntExact(SILENCE_MAX.toMillis()));
                for (PGNotification one : told) {
                    EventLines.read(one.getParameter(), node).forEach(to::heard);
                }
                if (told.length == 0) {
                    var _ = statement.execute("SELECT 1");
                }
            }
        }
    }
}
