/**
 * Nodes that tell each other by PostgreSQL.
 */
@NullMarked
package com.expacti.adapters.postgres.bus;

import org.jspecify.annotations.NullMarked;
