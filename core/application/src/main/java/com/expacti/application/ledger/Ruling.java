package com.expacti.application.ledger;

/** What the sequencer says of a proposal. */
public sealed interface Ruling {
    /** The ledger has spoken. */
    record Ruled(SettleResult result) implements Ruling {}

    /** It was judged not to be settled. */
    record Declined(Judgement judgement) implements Ruling {}

    /** It waits longer with others asked, by this settlement or by one before. */
    record Escalated(Escalating.Result result) implements Ruling {}

    /** The org's rules kept moving, three times: neither yes nor no. */
    record Contended() implements Ruling {}
}
