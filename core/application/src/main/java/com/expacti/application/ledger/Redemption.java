package com.expacti.application.ledger;

/** What became of an attempt to spend an approval. */
public enum Redemption {
    REDEEMED,
    USED,
    EXPIRED,
    UNKNOWN,
    /** The org's gate version moved since the approval was judged: judge again. */
    MOVED
}
