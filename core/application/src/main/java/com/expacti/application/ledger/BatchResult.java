package com.expacti.application.ledger;

import java.util.List;

/** What became of a batch. */
public sealed interface BatchResult {
    /** One result for each settlement, in their order; durable. */
    record Done(List<SettleResult> results) implements BatchResult {
        public Done {
            results = List.copyOf(results);
        }
    }

    /** The org's gate version is another than the batch was judged by: nothing was stored, judge again. */
    record Moved(long gateVersion) implements BatchResult {}
}
