package com.expacti.application.ledger;

import com.expacti.domain.identity.UserId;
import java.util.Set;

/** What a proposal comes to by one picture of the org. */
public sealed interface Judgement {
    /** It is to become true. */
    record Settle(Settlement settlement) implements Judgement {}

    /** The rules do not carry it: people are to be asked. */
    record AskPeople() implements Judgement {}

    /** It waits for people again; these votes no longer count. */
    record BackToPending(Set<UserId> lapsed) implements Judgement {
        public BackToPending {
            lapsed = Set.copyOf(lapsed);
        }
    }

    /** Nothing is left to do: it is decided, or not claimed any more. */
    record Nothing() implements Judgement {}
}
