package com.expacti.adapters.postgres.bus;

import com.expacti.adapters.postgres.TestDatabase;
import com.expacti.application.announce.NodeBus;
import com.expacti.testkit.contract.NodeBusContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;

/** PostgreSQL keeps the contract of the bus; being cut off is losing every connection and getting none. */
final class PgNodeBusTest {
    @Nested
    final class Postgres extends NodeBusContract {
        @Override
        protected Bus open() {
            // Started here: a thread of the bus would have to wait for a class that starts a server.
            return new Cuttable(TestDatabase.get());
        }
    }

    private static final class Cuttable implements NodeBusContract.Bus {
        private final TestDatabase database;
        private final List<Connection> connections = new CopyOnWriteArrayList<>();
        private volatile boolean cut;

        Cuttable(TestDatabase database) {
            this.database = database;
        }

        @Override
        public NodeBus node(String name) {
            return new PgNodeBus(this::connect, name);
        }

        private Connection connect() throws SQLException {
            if (cut) {
                throw new SQLException("cut off");
            }
            Connection connection = database.service();
            connections.add(connection);
            return connection;
        }

        @Override
        public void cut() {
            cut = true;
            connections.forEach(connection -> {
                try {
                    connection.abort(Runnable::run);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            connections.clear();
        }

        @Override
        public void mend() {
            cut = false;
        }
    }
}
