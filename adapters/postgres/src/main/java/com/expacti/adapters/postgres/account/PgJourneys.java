package com.expacti.adapters.postgres.account;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.oidc.ExternalIdentity;
import com.expacti.application.oidc.Journeys;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Journeys on PostgreSQL: reaching an end is deleting a row, which one transaction does. */
@Singleton
final class PgJourneys implements Journeys {
    private static final String SET = """
            INSERT INTO oidc_journeys (state_sha256, provider, browser_sha256, link_to, expires_at)
            VALUES (?, ?, ?, ?, clock_timestamp() + ?::interval)
            """;
    private static final String END =
            "DELETE FROM oidc_journeys WHERE state_sha256 = ? AND expires_at > clock_timestamp() RETURNING *";
    private static final String KEEP = """
            INSERT INTO oidc_tickets (secret_sha256, provider, issuer, subject, email, browser_sha256, link_to, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, clock_timestamp() + ?::interval)
            """;
    private static final String GOOD = "FROM oidc_tickets WHERE secret_sha256 = ? AND expires_at > clock_timestamp()";

    private final OrgTransactions transactions;

    PgJourneys(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void set(Digest state, Journey journey) {
        var _ = transactions.acrossOrgs(connection -> {
            Sql.update(connection, "DELETE FROM oidc_journeys WHERE expires_at <= clock_timestamp()");
            return Sql.update(
                    connection,
                    SET,
                    state.hex(),
                    journey.provider(),
                    journey.browser().hex(),
                    journey.linkTo().map(AccountId::value),
                    LIFE);
        });
    }

    @Override
    public Optional<Journey> end(Digest state) {
        return transactions.acrossOrgs(connection -> Sql.one(connection, END, PgJourneys::journey, state.hex()));
    }

    private static Journey journey(ResultSet row) throws SQLException {
        return new Journey(
                row.getString("provider"),
                new Digest(row.getString("browser_sha256")),
                Sql.text(row, "link_to").map(AccountId::new));
    }

    @Override
    public void keep(Digest secret, Ticket ticket) {
        var _ = transactions.acrossOrgs(connection -> {
            Sql.update(connection, "DELETE FROM oidc_tickets WHERE expires_at <= clock_timestamp()");
            return Sql.update(
                    connection,
                    KEEP,
                    secret.hex(),
                    ticket.identity().provider(),
                    ticket.identity().issuer(),
                    ticket.identity().subject(),
                    ticket.email(),
                    ticket.browser().hex(),
                    ticket.linkTo().map(AccountId::value),
                    TICKET_LIFE);
        });
    }

    @Override
    public Optional<Ticket> look(Digest secret) {
        return transactions.acrossOrgs(
                connection -> Sql.one(connection, "SELECT * " + GOOD, PgJourneys::ticket, secret.hex()));
    }

    @Override
    public Optional<Ticket> spend(Digest secret) {
        return transactions.acrossOrgs(
                connection -> Sql.one(connection, "DELETE " + GOOD + " RETURNING *", PgJourneys::ticket, secret.hex()));
    }

    private static Ticket ticket(ResultSet row) throws SQLException {
        return new Ticket(
                new ExternalIdentity(row.getString("provider"), row.getString("issuer"), row.getString("subject")),
                Sql.text(row, "email"),
                new Digest(row.getString("browser_sha256")),
                Sql.text(row, "link_to").map(AccountId::new));
    }
}
