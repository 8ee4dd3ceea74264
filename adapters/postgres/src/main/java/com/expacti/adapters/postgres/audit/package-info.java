/**
 * The audit chain on PostgreSQL: appended under the head's lock, read in pages.
 */
@NullMarked
package com.expacti.adapters.postgres.audit;

import org.jspecify.annotations.NullMarked;
