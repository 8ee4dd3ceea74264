/**
 * What verdicts depend on, on PostgreSQL: loaded as one picture, changed under the chain head's lock.
 */
@NullMarked
package com.expacti.adapters.postgres.org;

import org.jspecify.annotations.NullMarked;
