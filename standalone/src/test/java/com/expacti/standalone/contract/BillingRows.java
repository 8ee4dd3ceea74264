package com.expacti.standalone.contract;

import static com.expacti.standalone.contract.Row.Who.ANYBODY;
import static com.expacti.standalone.contract.Row.Who.PEOPLE;

import java.util.List;

/** The rows of {@code /reports} and {@code /billing}. An evaluation has no billing: there is nothing to pay for, and nobody to hear from. */
final class BillingRows {
    private BillingRows() {}

    static List<Row> all() {
        return List.of(
                Row.of("getSummaryReport", PEOPLE, 200),
                Row.of("getBilling", PEOPLE, 200),
                Row.of("startCheckout", PEOPLE, 404)
                        .body("{\"plan\":\"pro\"}")
                        .wrong("{}", "plan")
                        .wrong("{\"plan\":1}", "plan")
                        .invalid("{\"plan\":\"gold\"}", "plan"),
                Row.of("openPortal", PEOPLE, 404),
                Row.of("receiveStripeEvent", ANYBODY, 404)
                        .body("{\"id\":\"evt_1\",\"type\":\"invoice.paid\",\"data\":{\"object\":{}}}")
                        .wrong("{}", "id")
                        .wrong("{\"id\":1}", "id"));
    }
}
