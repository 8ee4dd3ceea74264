package com.expacti.standalone.start;

import com.expacti.adapters.postgres.tenancy.Migrations;
import com.expacti.application.org.SetUp;
import com.expacti.standalone.database.DatabaseAccess;
import com.expacti.standalone.database.ExternalDatabase;
import com.expacti.standalone.database.PrivatePostgres;
import com.expacti.standalone.evaluation.Demo;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings the process up: port, database, schema, server, and the first thing to do. */
public final class Startup {
    private Startup() {}

    /**
     * @return everything that runs until the process ends
     * @throws StartFailure with one line for whoever started the process
     */
    public static ApplicationContext run(Settings settings, Consumer<String> progress) {
        requireFreePort(settings);
        Optional<AutoCloseable> folder = settings.databaseUrl().map(_ -> ExternalDatabase.keepFolder(settings.data()));
        Optional<PrivatePostgres> own = settings.databaseUrl().isPresent()
                ? Optional.empty()
                : Optional.of(PrivatePostgres.start(settings.data(), progress));
        DatabaseAccess database = own.map(PrivatePostgres::access)
                .orElseGet(() -> ExternalDatabase.open(
                        settings.databaseUrl().orElseThrow(), settings.databaseServiceUrl(), progress));
        int migrations = Migrations.run(
                database.jdbcUrl(),
                database.owner().user(),
                database.owner().password().reveal(),
                database.service().user());
        if (migrations > 0) {
            progress.accept("brought the database schema up to date");
        }
        ApplicationContext context = serve(settings, database, progress);
        stopInOrder(context, own, folder);
        return context;
    }

    /** At the end of the process: first no more requests, then no more database, then others may have the folder. */
    private static void stopInOrder(
            ApplicationContext context, Optional<PrivatePostgres> own, Optional<AutoCloseable> folder) {
        own.ifPresent(PrivatePostgres::stoppedByCaller);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            context.close();
                            own.ifPresent(PrivatePostgres::close);
                            folder.ifPresent(Startup::closeLast);
                        },
                        "stop"));
    }

    private static void closeLast(AutoCloseable folder) {
        try {
            folder.close();
        } catch (Exception e) {
            throw new IllegalStateException("the data folder could not be given back", e);
        }
    }

    private static ApplicationContext serve(Settings settings, DatabaseAccess database, Consumer<String> progress) {
        ApplicationContext context = ApplicationContext.builder()
                .properties(properties(settings, database))
                .singletons(settings.providers())
                .banner(false)
                .start();
        if (settings.evaluation()) {
            context.getBean(Demo.class).seed();
        }
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        String address = "http://localhost:" + server.getPort();
        progress.accept("ready on " + address + "/app");
        if (!settings.evaluation()) {
            context.getBean(SetUp.class)
                    .open()
                    .ifPresent(token -> progress.accept(
                            "set up this instance within an hour, once: " + address + "/app/setup#token=" + token));
        }
        return context;
    }

    /**
     * Set when a connection is made and not by statements on it, which would leave a transaction open behind them. Nobody
     * waits long for an org's chain head, and nobody holds it while doing nothing. The last timeout is for a network that
     * goes silent: it lets go of an answer that cannot come any more, well after the server would have given up by itself.
     */
    private static String withSessionSettings(String jdbcUrl) {
        String settings = "-c lock_timeout=500 -c statement_timeout=10000 -c idle_in_transaction_session_timeout=2000";
        return jdbcUrl
                + (jdbcUrl.contains("?") ? "&" : "?")
                + "currentSchema=" + Migrations.SCHEMA
                + "&ApplicationName=expacti&connectTimeout=5&socketTimeout=15&tcpKeepAlive=true&options="
                + URLEncoder.encode(settings, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Map<String, Object> properties(Settings settings, DatabaseAccess database) {
        Map<String, Object> out = new HashMap<>();
        out.put("micronaut.server.host", settings.host());
        out.put("micronaut.server.port", settings.port());
        out.put("datasources.default.url", withSessionSettings(database.jdbcUrl()));
        out.put("datasources.default.username", database.service().user());
        out.put("datasources.default.password", database.service().password().reveal());
        out.put("expacti.eval", settings.evaluation());
        out.put("expacti.data", settings.data().toString());
        out.put("expacti.keys", settings.keys().toString());
        out.put("expacti.nodes", settings.databaseUrl().isPresent() ? "several" : "one");
        out.put("expacti.checkpoints", settings.checkpoints().toString());
        out.put("expacti.web", settings.web().toString());
        out.put("expacti.allowed-origins", settings.allowedOrigins());
        out.put("expacti.trusted-proxies", settings.trustedProxies());
        out.putAll(Cors.properties(settings.corsOrigins()));
        out.put("expacti.egress-allow", settings.egressAllow());
        out.putAll(settings.signIn().properties());
        out.putAll(settings.stripe().properties());
        settings.rateLimits().ifPresent(limits -> out.put("expacti.rate-limits", limits));
        settings.crashAt().ifPresent(step -> out.put("expacti.crash-at", step));
        return out;
    }

    private static void requireFreePort(Settings settings) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (IOException e) {
            throw new StartFailure("port %d on %s is taken; stop what listens there or set EXPACTI_PORT"
                    .formatted(settings.port(), settings.host()));
        }
    }
}
