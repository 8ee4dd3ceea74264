package com.expacti.domain.egress;

/** Whether an address may be called. */
public sealed interface EgressVerdict {
    /** It may. */
    record Clear() implements EgressVerdict {}

    /** @param why goes on after the host: {@code is a private address, …} */
    record Barred(String why) implements EgressVerdict {}
}
