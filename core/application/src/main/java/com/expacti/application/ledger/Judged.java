package com.expacti.application.ledger;

import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.anomaly.HistoryEvent;
import com.expacti.domain.identity.AgentId;
import java.util.Optional;

/** A settlement that was judged by its agent's history, and what it teaches in turn. */
public record Judged(Settlement settlement, Optional<Lesson> lesson) {
    /** Whose history it moves. */
    public Optional<AgentId> agent() {
        return settlement.claim().map(claim -> claim.submission().agent()).or(() -> lesson.map(Lesson::agent));
    }

    /** The same command, turned away because the plan has none left this month; that says nothing of its agent. */
    Judged usedUp(String reason) {
        return new Judged(settlement.usedUp(reason), Optional.empty());
    }

    /** The history once the settlement is true. */
    public AgentHistory teach(AgentHistory before) {
        AgentHistory claimed = settlement
                .claim()
                .map(claim -> before.after(new HistoryEvent.Submitted(claim.sighting())))
                .orElse(before);
        return lesson.map(l -> claimed.after(l.event())).orElse(claimed);
    }
}
