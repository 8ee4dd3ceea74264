package com.expacti.application.ledger;

import com.expacti.domain.anomaly.AgentHistory;
import com.expacti.domain.identity.AgentId;
import com.expacti.domain.identity.UserId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a proposal comes to by one picture of the org. */
public sealed interface Judgement {
    /** It is to become true, and to teach this. */
    record Settle(Settlement settlement, Optional<Lesson> lesson) implements Judgement {
        public Settle(Settlement settlement) {
            this(settlement, Optional.empty());
        }
    }

    /**
     * It depends on what the agent did before, which is known only under the org's lock.
     *
     * @param rest quick and pure, and never {@code ByHistory} again
     */
    record ByHistory(AgentId agent, Function<AgentHistory, Judgement> rest) implements Judgement {}

    /** The rules do not carry it: people are to be asked. */
    record AskPeople() implements Judgement {}

    /** It waits for people again; these votes no longer count. */
    record BackToPending(Set<UserId> lapsed) implements Judgement {
        public BackToPending {
            lapsed = Set.copyOf(lapsed);
        }
    }

    /** Nobody decided it in time: others are to be asked as well. */
    record Escalate(Escalating escalating) implements Judgement {}

    /** Nothing is left to do: it is decided, or not claimed any more. */
    record Nothing() implements Judgement {}
}
