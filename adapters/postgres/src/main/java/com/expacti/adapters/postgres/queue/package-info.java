/**
 * The pending queue on PostgreSQL: conditional updates of one row an item.
 */
@NullMarked
package com.expacti.adapters.postgres.queue;

import org.jspecify.annotations.NullMarked;
