package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.tenancy.OrgTransactions;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.application.ledger.CommandFilter;
import com.expacti.application.ledger.CommandPage;
import com.expacti.domain.command.CommandRecord;
import com.expacti.domain.identity.OrgId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of commands. They are found along one index in its order, at most {@link #LOOKED_AT_MAX} of them, before anything is
 * joined; what else is asked is looked at in these. {@code LIMIT} in each subquery keeps a planner from turning that round.
 */
final class CommandList {
    static final int LOOKED_AT_MAX = 5_000;

    private static final String PAGE = """
            SELECT c.*, d.outcome, d.via, d.comment, d.decided_by, d.reviewers, d.rule_ids, d.suggested_command, d.seq,
                   d.decided_at, d.latency_ms, a.expires_at AS approval_expires_at, a.spent_at, a.gate_version,
                   r.exit_code, r.duration_ms, r.output_bytes
            FROM (%s LIMIT %d) k
            CROSS JOIN LATERAL (SELECT * FROM commands WHERE org_id = k.org_id AND id = k.id LIMIT 1) c
            LEFT JOIN LATERAL (SELECT * FROM decisions WHERE org_id = k.org_id AND command_id = k.id LIMIT 1) d ON true
            LEFT JOIN LATERAL (SELECT * FROM approvals WHERE org_id = k.org_id AND command_id = k.id LIMIT 1) a ON true
            LEFT JOIN LATERAL (SELECT * FROM results WHERE org_id = k.org_id AND command_id = k.id LIMIT 1) r ON true
            WHERE true%s ORDER BY %s LIMIT ?
            """;
    private static final String LAST_LOOKED_AT = "%s OFFSET %d LIMIT 1";

    private final OrgId org;
    private final CommandFilter filter;
    private final String keys;
    private String order = "k.id DESC";
    private final List<@Nullable Object> keyValues = new ArrayList<>();
    private final StringBuilder rest = new StringBuilder();
    private final List<@Nullable Object> restValues = new ArrayList<>();

    CommandList(OrgId org, CommandFilter filter) {
        this.org = org;
        this.filter = filter;
        this.keys = keys();
    }

    CommandPage read(OrgTransactions transactions) {
        List<CommandRecord> found = found(transactions);
        return new CommandPage(
                found,
                found.size() == filter.limit() || rest.isEmpty() ? Optional.empty() : lastLookedAt(transactions));
    }

    private List<CommandRecord> found(OrgTransactions transactions) {
        List<@Nullable Object> values = new ArrayList<>(keyValues);
        values.addAll(restValues);
        values.add(filter.limit());
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<CommandRecord> page =
                trip.fetch(PAGE.formatted(keys, LOOKED_AT_MAX, rest, order), CommandRows::read, values.toArray());
        transactions.listIn(org, trip);
        return page.rows();
    }

    private Optional<String> lastLookedAt(OrgTransactions transactions) {
        RoundTrip trip = new RoundTrip();
        RoundTrip.Fetched<String> last = trip.fetch(
                LAST_LOOKED_AT.formatted(keys, LOOKED_AT_MAX - 1), row -> row.getString("id"), keyValues.toArray());
        transactions.listIn(org, trip);
        return last.first();
    }

    /** What to find the commands along: of what is asked, what leaves the fewest. */
    private String keys() {
        if (filter.session().isPresent()) {
            filter.status().ifPresent(this::status);
            filter.agent().ifPresent(agent -> and("c.agent_id = ?", agent.value()));
            return of(
                    "commands",
                    "id",
                    "id > ''",
                    "session_id",
                    filter.session().get().value());
        }
        if (filter.status().isPresent()) {
            filter.agent().ifPresent(agent -> and("c.agent_id = ?", agent.value()));
            return ofStatus(filter.status().get());
        }
        return filter.agent()
                .map(agent -> of("commands", "id", "true", "agent_id", agent.value()))
                .orElseGet(() -> all("commands", "id", "true"));
    }

    /** Most decisions are approvals: an index of theirs would be one more to keep up with each command that a rule lets through. */
    private String ofStatus(String status) {
        return switch (status) {
            case "pending" -> all("commands", "id", "undecided");
            case "approved" -> {
                status(status);
                yield all("decisions", "command_id", "true");
            }
            default -> of("decisions", "command_id", "outcome <> 'approved'", "outcome", status);
        };
    }

    private String all(String table, String id, String condition) {
        text();
        keyValues.add(org.value());
        filter.before().ifPresent(keyValues::add);
        return "SELECT org_id, %s AS id FROM %s WHERE %s AND org_id = ?%s ORDER BY %s DESC"
                .formatted(
                        id,
                        table,
                        condition,
                        filter.before().map(_ -> " AND " + id + " < ?").orElse(""),
                        id);
    }

    /**
     * Those with one value of a column, which is asked for as a range, so that it has a say in the order: then only the index that
     * begins with it gives the rows in order, whatever a planner takes for cheap.
     */
    private String of(String table, String id, String condition, String column, String value) {
        order = "k.by DESC, k.id DESC";
        text();
        keyValues.addAll(List.of(org.value(), value, value));
        filter.before().ifPresent(before -> keyValues.addAll(List.of(org.value(), before)));
        String upper = filter.before()
                .map(_ -> "(%s, org_id, %s) < (?, ?, ?)".formatted(column, id))
                .orElse(column + " <= ?");
        return "SELECT org_id, %s AS id, %s AS by FROM %s WHERE %s AND org_id = ? AND %s >= ? AND %s ORDER BY %s DESC, %s DESC"
                .formatted(id, column, table, condition, column, upper, column, id);
    }

    private void text() {
        filter.text().ifPresent(text -> and("c.command ILIKE ?", "%" + escaped(text) + "%"));
    }

    private void status(String status) {
        if (status.equals("pending")) {
            rest.append(" AND d.outcome IS NULL");
        } else {
            and("d.outcome = ?", status);
        }
    }

    private void and(String condition, String value) {
        rest.append(" AND ").append(condition);
        restValues.add(value);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
