package com.expacti.cli;

import com.expacti.client.wire.Message;

/** What a rule would have done in the past, as one sentence. */
final class Backtest {
    private Backtest() {}

    /** @param backtest as the gate answers it */
    static String sentence(Message backtest, boolean deny) {
        long matched = count(backtest, "matched");
        long considered = count(backtest, "considered");
        String did = deny
                ? "would have stopped %d of %d commands, %d of them approved"
                        .formatted(matched, considered, count(backtest, "of_these_approved"))
                : "would have let %d of %d commands through, %d of them denied"
                        .formatted(matched, considered, count(backtest, "of_these_denied"));
        String cut = backtest.flag("complete").orElse(true) ? "." : " (the newest only).";
        return "In the last %d days it %s%s".formatted(count(backtest, "days"), did, cut);
    }

    private static long count(Message backtest, String field) {
        return backtest.number(field).orElse(0);
    }
}
