/**
 * Suggestions and whose turn it is to look for them, on PostgreSQL.
 */
@NullMarked
package com.expacti.adapters.postgres.suggestion;

import org.jspecify.annotations.NullMarked;
