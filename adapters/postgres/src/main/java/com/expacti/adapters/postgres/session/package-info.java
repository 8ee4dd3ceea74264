/**
 * Sessions on PostgreSQL.
 */
@NullMarked
package com.expacti.adapters.postgres.session;

import org.jspecify.annotations.NullMarked;
