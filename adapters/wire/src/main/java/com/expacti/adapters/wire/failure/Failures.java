package com.expacti.adapters.wire.failure;

import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;

/** Tells refusals, whose message is for the caller, from failures of ours, whose message is not. */
final class Failures {
    private static final System.Logger LOG = System.getLogger(Failures.class.getName());
    private static final int CAUSES_MAX = 8;

    private Failures() {}

    /** The refusal behind it; anything else becomes {@code internal}, logged here, once, under the request's id. */
    static GateException refusal(Throwable thrown, String requestId) {
        Throwable at = thrown;
        for (int depth = 0; at != null && depth < CAUSES_MAX; depth++) {
            if (at instanceof GateException refusal) {
                return logged(refusal, requestId);
            }
            at = at.getCause();
        }
        LOG.log(System.Logger.Level.ERROR, "request " + requestId + " failed", thrown);
        return new GateException(
                ErrorCode.INTERNAL, "something broke on our side; nothing was allowed. Name %s".formatted(requestId));
    }

    private static GateException logged(GateException refusal, String requestId) {
        if (refusal.code() == ErrorCode.UNAVAILABLE) {
            LOG.log(System.Logger.Level.WARNING, "request " + requestId + " met a store out of reach", refusal);
        }
        return refusal;
    }
}
