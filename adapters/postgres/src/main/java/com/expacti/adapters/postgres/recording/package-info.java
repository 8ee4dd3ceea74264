/**
 * Recordings on PostgreSQL: one row each, and its chunks.
 */
@NullMarked
package com.expacti.adapters.postgres.recording;

import org.jspecify.annotations.NullMarked;
