package com.expacti.adapters.postgres;

import com.expacti.adapters.postgres.tenancy.Migrations;
import com.expacti.adapters.postgres.tenancy.NodeId;
import io.micronaut.context.ApplicationContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

/** One PostgreSQL for all tests of this module, migrated, with the two roles the product has. */
public final class TestDatabase {
    private static final String SERVICE = "expacti_service";
    private static final TestDatabase ONLY = new TestDatabase("on");

    private final String url;
    private final ApplicationContext context;
    private Optional<ApplicationContext> paying = Optional.empty();

    private TestDatabase(String autovacuum) {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "80")
                    .setServerConfig("autovacuum", autovacuum)
                    .start();
            String server = "jdbc:postgresql://localhost:" + postgres.getPort() + "/";
            run(server + "postgres", "postgres", """
                    CREATE ROLE expacti_owner LOGIN PASSWORD 'owner';
                    CREATE ROLE expacti_service LOGIN PASSWORD 'service';
                    """);
            run(server + "postgres", "postgres", "CREATE DATABASE expacti OWNER expacti_owner");
            url = server + "expacti";
            var _ = Migrations.run(url, "expacti_owner", "owner", SERVICE);
            context = start(url, 40, false);
        } catch (IOException e) {
            throw new UncheckedIOException("no PostgreSQL for tests", e);
        }
    }

    private static ApplicationContext start(String url, int connections, boolean plans) {
        return ApplicationContext.builder()
                .properties(Map.of(
                        "datasources.default.url",
                        url + "?currentSchema=expacti",
                        "datasources.default.username",
                        SERVICE,
                        "datasources.default.password",
                        "service",
                        "datasources.default.driver-class-name",
                        "org.postgresql.Driver",
                        "datasources.default.dialect",
                        "POSTGRES",
                        "datasources.default.maximum-pool-size",
                        connections,
                        "expacti.billing.plans",
                        plans,
                        "flyway.enabled",
                        false))
                .singletons(new NodeId("node_test"))
                .start();
    }

    public static TestDatabase get() {
        return ONLY;
    }

    /** One of its own, which looks at none of its tables by itself. */
    public static TestDatabase withoutStatistics() {
        return new TestDatabase("off");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The same where billing is configured, so that plans hold. */
    synchronized <T> T withPlans(Class<T> type) {
        if (paying.isEmpty()) {
            paying = Optional.of(start(url, 16, true));
        }
        return paying.get().getBean(type);
    }

    /** One of its own, with nothing in its memory. */
    <T> T another(Class<T> type) {
        return context.createBean(type);
    }

    /** As the owner of the schema, whom row-level security does not bind. */
    public Connection owner() throws SQLException {
        Connection connection = DriverManager.getConnection(url, "expacti_owner", "owner");
        connection.setSchema(Migrations.SCHEMA);
        return connection;
    }

    public Connection service() throws SQLException {
        Connection connection = DriverManager.getConnection(url, SERVICE, "service");
        connection.setSchema(Migrations.SCHEMA);
        return connection;
    }

    private static void run(String url, String user, String sql) {
        try (Connection connection = DriverManager.getConnection(url, user, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database could not be set up", e);
        }
    }
}
