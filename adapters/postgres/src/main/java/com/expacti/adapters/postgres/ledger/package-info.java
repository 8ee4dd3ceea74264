/**
 * Commands, decisions and approvals on PostgreSQL; the settling transaction.
 */
@NullMarked
package com.expacti.adapters.postgres.ledger;

import org.jspecify.annotations.NullMarked;
