package com.expacti.application.ledger;

import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.identity.AgentId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settlements of one org that go along together, judged but for their agents' histories. */
public interface Batch {
    /** Whose histories {@link #judge} asks for. */
    Set<AgentId> agents();

    /**
     * Quick and pure: whatever takes time was done before. A store may ask by histories it remembers, and has to ask
     * again, under the org's lock, where one of them has moved; the last answer is the one that counts.
     *
     * @param histories of all of {@link #agents}
     */
    List<Judged> judge(Map<AgentId, AgentHistory> histories);

    /** Settlements that no history has a say in. */
    static Batch of(List<Judged> judged) {
        return new Batch() {
            @Override
            public Set<AgentId> agents() {
                return judged.stream()
                        .flatMap(one -> one.agent().stream())
                        .collect(java.util.stream.Collectors.toUnmodifiableSet());
            }

            @Override
            public List<Judged> judge(Map<AgentId, AgentHistory> histories) {
                return judged;
            }
        };
    }
}
