package com.expacti.adapters.postgres.tenancy;

import java.util.Map;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date, as its owner. The service itself never runs as that role. */
public final class Migrations {
    public static final String SCHEMA = "expacti";

    private Migrations() {}

    /**
     * @param serviceRole an existing role without superuser or BYPASSRLS, which is granted what the service needs
     * @return how many migrations ran
     */
    public static int run(String jdbcUrl, String owner, String password, String serviceRole) {
        if (!serviceRole.matches("[a-z_][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("the service role's name is not a plain identifier");
        }
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(jdbcUrl, owner, password)
                .locations("classpath:db/migration")
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .placeholders(Map.of("service", serviceRole, "schema", SCHEMA))
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
