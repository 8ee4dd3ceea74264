package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.tenancy.Json;
import com.expacti.adapters.postgres.tenancy.RoundTrip;
import com.expacti.adapters.postgres.tenancy.Sql;
import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.anomaly.HistoryFields;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of agents: how it is locked, read and written. */
final class HistoryRows {
    /** By agent, so that two transactions never wait for each other; the history itself only where it is not the known one. */
    private static final String LOCK = """
            SELECT h.agent_id, h.version, CASE WHEN h.version = k.version THEN NULL ELSE h.history END AS history
            FROM agent_histories h JOIN unnest(?::text[], ?::bigint[]) AS k(agent_id, version) ON h.agent_id = k.agent_id
            WHERE h.org_id = ? ORDER BY h.agent_id FOR UPDATE OF h
            """;
    /** A condition: as many histories as given are as they are given. */
    static final String UNMOVED = """
            AND ? = (SELECT count(*) FROM agent_histories h
                JOIN unnest(?::text[], ?::bigint[]) AS k(agent_id, version)
                    ON h.agent_id = k.agent_id AND h.version = k.version
                WHERE h.org_id = ?)
            """;

    private static final String STORE = """
            INSERT INTO agent_histories (org_id, agent_id, version, history)
            SELECT ?, x.agent_id, x.version, x.history
            FROM json_to_recordset(?::json) AS x(agent_id text, version bigint, history json) %s
            ON CONFLICT (org_id, agent_id) DO UPDATE SET version = excluded.version, history = excluded.history
            """;
    private static final String STORE_ALL = STORE.formatted("WHERE true");
    private static final String STORE_WITH_COMMAND =
            STORE.formatted("WHERE EXISTS (SELECT 1 FROM commands c WHERE c.org_id = ? AND c.id = ?)");

    private HistoryRows() {}

    /** A history at a version. */
    record Known(long version, AgentHistory history) {
        /** What stands for an agent this node has not looked at yet: no version is like it. */
        static final Known NOTHING = new Known(-1, AgentHistory.NONE);

        Known then(AgentHistory next) {
            return new Known(Math.max(version, 0) + 1, next);
        }
    }

    /** A history as it is under the lock: its version, and itself where that is not the known one. */
    record Locked(AgentId agent, long version, Optional<String> json) {
        private static Locked read(ResultSet row) throws SQLException {
            return new Locked(new AgentId(row.getString("agent_id")), row.getLong("version"), Sql.text(row, "history"));
        }

        private Known known() {
            return new Known(
                    version,
                    json.map(text -> HistoryFields.read(Json.object(text))).orElse(AgentHistory.NONE));
        }
    }

    /** The histories as they are under the lock, where one of them is not as it was known; else empty. */
    static Optional<Map<AgentId, Known>> moved(Map<AgentId, Known> known, List<Locked> locked) {
        Map<AgentId, Known> now = new HashMap<>();
        known.keySet().forEach(agent -> now.put(agent, Known.NOTHING));
        for (Locked one : locked) {
            Known before = known.getOrDefault(one.agent(), Known.NOTHING);
            now.put(one.agent(), before.version() == one.version() ? before : one.known());
        }
        boolean same = now.entrySet().stream()
                .allMatch(one -> one.getValue() != Known.NOTHING && one.getValue() == known.get(one.getKey()));
        return same ? Optional.empty() : Optional.of(now);
    }

    static Map<AgentId, AgentHistory> histories(Map<AgentId, Known> known) {
        Map<AgentId, AgentHistory> histories = new HashMap<>();
        known.forEach((agent, one) -> histories.put(agent, one.history()));
        return histories;
    }

    static RoundTrip.Fetched<Locked> lock(RoundTrip trip, OrgId org, Map<AgentId, Known> known) {
        if (known.isEmpty()) {
            return new RoundTrip.Fetched<>();
        }
        return trip.fetch(LOCK, Locked::read, agents(known), versions(known), org.value());
    }

    /** The values of {@link #UNMOVED}. */
    static List<Object> unmoved(OrgId org, Map<AgentId, Known> known) {
        return List.of(known.size(), agents(known), versions(known), org.value());
    }

    private static List<String> agents(Map<AgentId, Known> known) {
        return known.keySet().stream().map(AgentId::value).sorted().toList();
    }

    private static List<String> versions(Map<AgentId, Known> known) {
        return known.keySet().stream()
                .map(AgentId::value)
                .sorted()
                .map(agent -> Long.toString(
                        known.getOrDefault(new AgentId(agent), Known.NOTHING).version()))
                .toList();
    }

    static void store(RoundTrip trip, OrgId org, Map<AgentId, Known> next) {
        if (!next.isEmpty()) {
            trip.update(STORE_ALL, org.value(), json(next));
        }
    }

    /** Only where the command is there. */
    static void storeWith(RoundTrip trip, OrgId org, CommandId command, AgentId agent, Known next) {
        trip.update(STORE_WITH_COMMAND, org.value(), json(Map.of(agent, next)), org.value(), command.value());
    }

    private static String json(Map<AgentId, Known> next) {
        return Json.write(next.entrySet().stream().map(HistoryRows::row).toList());
    }

    private static Map<String, Object> row(Map.Entry<AgentId, Known> entry) {
        Map<String, Object> row = new HashMap<>();
        row.put("agent_id", entry.getKey().value());
        row.put("version", entry.getValue().version());
        row.put("history", HistoryFields.write(entry.getValue().history()));
        return row;
    }
}
