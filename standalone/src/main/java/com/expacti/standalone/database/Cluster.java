package com.expacti.standalone.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/** The cluster's files: made once, with checksums and scram, and only ever of the PostgreSQL version we carry. */
final class Cluster {
    static final String SUPERUSER = "postgres";

    /** Nobody but our own roles, over loopback, with a password. */
    private static final String WHO_MAY_CONNECT = """
            host expacti expacti_owner,expacti_service 127.0.0.1/32 scram-sha-256
            host postgres,expacti %s 127.0.0.1/32 scram-sha-256
            """.formatted(SUPERUSER);

    private Cluster() {}

    static void prepare(
            DataFolder data,
            PostgresBinaries binaries,
            Account account,
            Password superuser,
            Consumer<String> progress) {
        try {
            if (!Files.exists(data.cluster())) {
                progress.accept("making the database in " + data.cluster());
                make(data, binaries, account, superuser);
            }
            requireOurVersion(data);
            Files.writeString(data.cluster().resolve("pg_hba.conf"), WHO_MAY_CONNECT);
            account.own(data.cluster(), data.root());
        } catch (IOException e) {
            throw DatabaseUnavailable.folder(data.root(), "making the database", e);
        }
    }

    private static void make(DataFolder data, PostgresBinaries binaries, Account account, Password superuser)
            throws IOException {
        Path fresh = data.unfinishedCluster();
        Path passwordFile = data.postgres().resolve("initdb.password");
        DataFolder.deleteTree(fresh);
        Files.createDirectory(fresh);
        DataFolder.writeSecret(passwordFile, superuser.reveal());
        try {
            account.own(fresh, data.root());
            account.own(passwordFile, data.root());
            Path log = data.logs().resolve("initdb.log");
            if (Programs.run(account.running(initdb(binaries, fresh, passwordFile)), data.postgres(), log) != 0) {
                throw failed(data, Files.readString(log, StandardCharsets.UTF_8));
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(fresh, data.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> initdb(PostgresBinaries binaries, Path cluster, Path passwordFile) {
        return List.of(
                binaries.program("initdb"),
                "--pgdata=" + cluster,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale=C",
                "--no-instructions");
    }

    private static DatabaseUnavailable failed(DataFolder data, String log) {
        if (DatabaseUnavailable.saysDiskFull(log)) {
            return DatabaseUnavailable.diskFull(
                    data.root(), "making the database", new IOException("initdb ran out of space"));
        }
        String reason = log.lines()
                .filter(line -> line.contains("error:") || line.contains("FATAL:") || line.contains("could not"))
                .findFirst()
                .orElse("no reason given");
        return new DatabaseUnavailable("PostgreSQL could not make its database in `%s` (%s): see `%s`"
                .formatted(data.cluster(), reason.strip(), data.logs().resolve("initdb.log")));
    }

    private static void requireOurVersion(DataFolder data) throws IOException {
        Path file = data.cluster().resolve("PG_VERSION");
        if (!Files.exists(file)) {
            throw new DatabaseUnavailable(
                    "the folder `%s` holds no PostgreSQL database (its PG_VERSION is missing): restore it from a backup, or move it away to start with an empty one"
                            .formatted(data.cluster()));
        }
        String version = Files.readString(file).strip();
        if (!version.equals(PostgresBinaries.MAJOR)) {
            throw new DatabaseUnavailable(
                    "the database in `%s` was made by PostgreSQL %s and this expacti carries %s: bring it over with pg_upgrade, or start the expacti it was made with"
                            .formatted(data.cluster(), version, PostgresBinaries.MAJOR));
        }
    }
}
