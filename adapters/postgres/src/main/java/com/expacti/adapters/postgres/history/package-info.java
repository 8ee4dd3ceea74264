/**
 * Decided commands of the past on PostgreSQL, gathered by text and place. Reads only.
 */
@NullMarked
package com.expacti.adapters.postgres.history;

import org.jspecify.annotations.NullMarked;
