/**
 * Answers to writes that may be asked again, in PostgreSQL.
 */
@NullMarked
package com.expacti.adapters.postgres.idempotency;

import org.jspecify.annotations.NullMarked;
