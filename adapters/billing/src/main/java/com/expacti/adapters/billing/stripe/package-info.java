/**
 * Stripe as the payment service: what is asked of its API, and which of its messages are proven to be its own. Refuses to know
 * what a plan includes.
 */
@NullMarked
package com.expacti.adapters.billing.stripe;

import org.jspecify.annotations.NullMarked;
