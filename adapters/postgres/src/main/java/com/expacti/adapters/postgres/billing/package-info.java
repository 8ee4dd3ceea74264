/**
 * Subscriptions and the messages about them, on PostgreSQL. A change of plan goes through the chain head like every change that
 * verdicts depend on.
 */
@NullMarked
package com.expacti.adapters.postgres.billing;

import org.jspecify.annotations.NullMarked;
