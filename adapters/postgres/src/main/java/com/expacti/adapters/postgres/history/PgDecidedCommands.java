package com.expacti.adapters.postgres.history;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.application.history.DecidedCommands;
import com.expacti.application.history.PastCommand;
import com.expacti.application.history.PastCommands;
import com.expacti.domain.command.Outcome;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decided commands on PostgreSQL. */
@Singleton
final class PgDecidedCommands implements DecidedCommands {
    /**
     * Commands are found by their ids, which rise with time, so that no index of its own is kept up with every decision.
     * What was decided long after it came, or by a clock that was behind, is within the margin. A text's length is known
     * without reading it, so what is over the limits is never read.
     */
    private static final String SINCE = """
            WITH newest AS (
                SELECT c.id, c.command, c.cwd, c.target_id, d.outcome, d.decided_at, d.reviewers
                FROM decisions d
                CROSS JOIN LATERAL (SELECT * FROM commands WHERE org_id = d.org_id AND id = d.command_id LIMIT 1) c
                WHERE d.org_id = ? AND d.command_id >= ? AND d.decided_at >= ? %s
                ORDER BY d.command_id DESC LIMIT ? + 1),
            counted AS (
                SELECT *, row_number() OVER counting <= ? AND sum(octet_length(command)) OVER counting <= ? AS looked_at
                FROM newest WINDOW counting AS (ORDER BY id DESC ROWS UNBOUNDED PRECEDING))
            SELECT command, cwd, target_id, max(id) AS newest, (array_agg(outcome ORDER BY id DESC))[1] AS newest_outcome,
                   min(decided_at) AS first_at, max(decided_at) AS last_at,
                   count(*) FILTER (WHERE outcome = 'approved') AS approved,
                   count(*) FILTER (WHERE outcome = 'denied') AS denied,
                   count(*) FILTER (WHERE outcome = 'timed_out') AS timed_out,
                   count(*) FILTER (WHERE outcome = 'cancelled') AS cancelled,
                   count(*) FILTER (WHERE outcome = 'blocked') AS blocked,
                   (array_agg(DISTINCT array_to_string(reviewers, chr(31))))[1:50] AS reviewers,
                   (SELECT bool_and(looked_at) FROM counted) AS complete
            FROM counted WHERE looked_at GROUP BY command, cwd, target_id ORDER BY max(id) DESC LIMIT ? + 1
            """;

    private static final String SEPARATOR = "\u001f";
    private static final Duration MARGIN = Duration.ofDays(1);
    private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int TIME_DIGITS = 10;

    private final OrgTransactions transactions;

    PgDecidedCommands(OrgTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public PastCommands since(OrgId org, Instant since, Which which, int limit) {
        int decisions = limit * DECISIONS_EACH;
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<Found> read = trip.fetch(
                SINCE.formatted(condition(which)),
                PgDecidedCommands::found,
                org.value(),
                firstId(since.minus(MARGIN)),
                since,
                decisions,
                decisions,
                TEXT_MAX,
                limit);
        transactions.listIn(org, trip);
        List<Found> found = read.rows();
        return new PastCommands(
                found.stream().limit(limit).map(Found::command).toList(),
                found.size() <= limit && found.stream().allMatch(Found::complete));
    }

    /** @param complete whether all decisions were looked at; every row says the same */
    private record Found(PastCommand command, boolean complete) {}

    private static Found found(ResultSet row) throws SQLException {
        return new Found(row(row), row.getBoolean("complete"));
    }

    private static String condition(Which which) {
        return switch (which) {
            case ALL -> "";
            case APPROVED_BY_PEOPLE -> "AND d.outcome = 'approved' AND d.via = 'reviewer'";
            case DENIED ->
                "AND (d.outcome = 'denied' AND d.via <> 'failure' OR d.outcome = 'blocked' AND d.via = 'deny_rule')";
        };
    }

    /** The least id a command of that moment can have: a ULID begins with its milliseconds in base 32. */
    private static String firstId(Instant moment) {
        StringBuilder digits = new StringBuilder();
        long rest = Math.max(0, moment.toEpochMilli());
        for (int i = 0; i < TIME_DIGITS; i++) {
            digits.insert(0, DIGITS.charAt((int) (rest & 31)));
            rest >>>= 5;
        }
        return "cmd_" + digits;
    }

    private static PastCommand row(ResultSet row) throws SQLException {
        Map<Outcome, Integer> times = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            int count = row.getInt(outcome.literal());
            if (count > 0) {
                times.put(outcome, count);
            }
        }
        Set<String> reviewers = Sql.texts(row, "reviewers").stream()
                .flatMap(names -> Stream.of(names.split(SEPARATOR)))
                .filter(name -> !name.isEmpty())
                .limit(PastCommand.REVIEWERS_MAX)
                .collect(Collectors.toSet());
        return new PastCommand(
                row.getString("command"),
                Sql.text(row, "cwd"),
                Sql.text(row, "target_id").map(TargetId::new),
                new CommandId(row.getString("newest")),
                Outcome.of(row.getString("newest_outcome"))
                        .orElseThrow(() -> new IllegalStateException("a stored outcome is unknown")),
                Sql.instant(row, "first_at"),
                Sql.instant(row, "last_at"),
                times,
                reviewers);
    }
}
