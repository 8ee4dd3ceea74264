package com.expacti.application.audit;

import com.expacti.domain.audit.SignedCheckpoint;

/** What the signer answers. */
public sealed interface Signing {
    /** The org's newest checkpoint, which is of the head as it was when it was asked. */
    record Signed(SignedCheckpoint checkpoint) implements Signing {}

    /** The chain is empty: there is no head to sign. */
    record Nothing() implements Signing {}

    /** It would sign that the chain forked, was rewound or rewritten. Only a person can say what comes next. */
    record Refused(String reason) implements Signing {}
}
