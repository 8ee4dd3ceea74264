package com.expacti.standalone.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A PostgreSQL of expacti's own, for as long as this process lives: durable, on a loopback port, open to no role but
 * ours. Started anew over the same folder it has everything that was committed. If this process is killed its
 * PostgreSQL stays behind, serving nobody, until the next start stops it.
 */
public final class PrivatePostgres implements AutoCloseable {
    private final FolderLock lock;
    private final PostgresServer server;
    private final DatabaseAccess access;
    private final Thread atExit;
    private final AtomicBoolean closed = new AtomicBoolean();

    private PrivatePostgres(FolderLock lock, PostgresServer server, DatabaseAccess access) {
        this.lock = lock;
        this.server = server;
        this.access = access;
        this.atExit = new Thread(this::stopOnce, "stop-postgres");
    }

    /**
     * Makes the database if {@code dataFolder} holds none, starts it and checks it.
     *
     * @param progress told, in a few words each, what is being done
     * @throws DatabaseUnavailable with the one line to show, if there is no database to run on
     */
    public static PrivatePostgres start(Path dataFolder, Consumer<String> progress) {
        return start(dataFolder, progress, Account::here);
    }

    static PrivatePostgres start(Path dataFolder, Consumer<String> progress, AccountChoice choice) {
        DataFolder data = DataFolder.prepare(dataFolder);
        FolderLock lock = FolderLock.take(data);
        boolean started = false;
        try {
            PrivatePostgres postgres = start(data, lock, choice.forFolder(data.root()), progress);
            started = true;
            return postgres;
        } finally {
            if (!started) {
                lock.close();
            }
        }
    }

    public String jdbcUrl() {
        return access.jdbcUrl();
    }

    public String ownerUser() {
        return access.owner().user();
    }

    public Password ownerPassword() {
        return access.owner().password();
    }

    public DatabaseAccess access() {
        return access;
    }

    /** The server process's id, for the operator's eyes. */
    public long pid() {
        return server.process().pid();
    }

    /** Whether the server process still lives. */
    public boolean isRunning() {
        return server.process().isAlive();
    }

    /**
     * Leaves stopping at the process's end to the caller, who has connections to close first; the server stops when
     * {@link #close} is called, or is stopped by the next start.
     */
    public PrivatePostgres stoppedByCaller() {
        boolean _ = Runtime.getRuntime().removeShutdownHook(atExit);
        return this;
    }

    /** Stops the server in order (every connection is cut) and frees the folder. Once is enough; more do nothing. */
    @Override
    public void close() {
        stopOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException alreadyExiting) {
            // Then the hook finds nothing left to do.
        }
    }

    private static PrivatePostgres start(DataFolder data, FolderLock lock, Account account, Consumer<String> progress) {
        SecureRandom chance = new SecureRandom();
        if (Files.exists(data.cluster()) && !data.hasPassword(Cluster.SUPERUSER)) {
            throw new DatabaseUnavailable(
                    "the password files in `%s` are missing while the database is there: restore that folder from the same backup"
                            .formatted(data.secrets()));
        }
        Credentials superuser = new Credentials(Cluster.SUPERUSER, data.password(Cluster.SUPERUSER, chance));
        PostgresBinaries binaries = PostgresBinaries.unpacked(data, Platform.here(), progress);
        Leftovers.clear(data, progress);
        Cluster.prepare(data, binaries, account, superuser.password(), progress);
        progress.accept("starting PostgreSQL");
        PostgresServer server = PostgresServer.start(data, binaries, account, progress);
        boolean usable = false;
        try {
            DatabaseAccess access = open(data, server, superuser, chance);
            PrivatePostgres postgres = new PrivatePostgres(lock, server, access);
            Runtime.getRuntime().addShutdownHook(postgres.atExit);
            usable = true;
            return postgres;
        } finally {
            if (!usable) {
                PostgresServer.stop(server.process().toHandle());
            }
        }
    }

    private static DatabaseAccess open(
            DataFolder data, PostgresServer server, Credentials superuser, SecureRandom chance) {
        String address = "jdbc:postgresql://127.0.0.1:" + server.port() + "/";
        String where = "in `" + data.cluster() + "`";
        Credentials owner = new Credentials(Roles.OWNER, data.password(Roles.OWNER, chance));
        Credentials service = new Credentials(Roles.SERVICE, data.password(Roles.SERVICE, chance));
        try (Connection connection = superuser.connect(address + "postgres")) {
            Durability.require(connection, where);
            Roles.ensure(connection, owner, service);
        } catch (SQLException e) {
            throw new DatabaseUnavailable(
                    "the database %s started but refused its own administrator (%s): restore `%s` from the same backup as the database, or see `%s`"
                            .formatted(where, e.getMessage(), data.secrets(), data.serverLog()),
                    e);
        }
        try (Connection connection = service.connect(address + Roles.DATABASE)) {
            Durability.require(connection, where); // a role's or a database's own setting could undo the server's
        } catch (SQLException e) {
            throw new DatabaseUnavailable(
                    "the database %s started but refused `%s` (%s): see `%s`"
                            .formatted(where, Roles.SERVICE, e.getMessage(), data.serverLog()),
                    e);
        }
        return new DatabaseAccess(address + Roles.DATABASE, owner, service);
    }

    private void stopOnce() {
        if (closed.compareAndSet(false, true)) {
            PostgresServer.stop(server.process().toHandle());
            lock.close();
        }
    }

    /** Picks the account; a test puts another in its place. */
    interface AccountChoice {
        Account forFolder(Path folder);
    }
}
