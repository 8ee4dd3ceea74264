/**
 * Members on PostgreSQL.
 */
@NullMarked
package com.expacti.adapters.postgres.member;

import org.jspecify.annotations.NullMarked;
