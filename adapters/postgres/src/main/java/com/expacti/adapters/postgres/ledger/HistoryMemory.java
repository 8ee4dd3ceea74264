package com.expacti.adapters.postgres.ledger;

import com.expacti.adapters.postgres.ledger.HistoryRows.Known;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.OrgId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The histories this node has seen lately, each as it was committed. One may be behind the store, which costs a further
 * trip and a second judgement; it is never ahead of it, since only what was committed is put here.
 */
final class HistoryMemory {
    private static final int AGENTS_MAX = 2_000;

    private record Key(OrgId org, AgentId agent) {}

    private final Map<Key, Known> lately = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
            return size() > AGENTS_MAX;
        }
    };

    synchronized Map<AgentId, Known> of(OrgId org, Collection<AgentId> agents) {
        Map<AgentId, Known> known = new HashMap<>();
        agents.forEach(agent -> known.put(agent, lately.getOrDefault(new Key(org, agent), Known.NOTHING)));
        return known;
    }

    synchronized void committed(OrgId org, Map<AgentId, Known> known) {
        known.forEach((agent, now) ->
                lately.merge(new Key(org, agent), now, (old, next) -> old.version() > next.version() ? old : next));
    }
}
