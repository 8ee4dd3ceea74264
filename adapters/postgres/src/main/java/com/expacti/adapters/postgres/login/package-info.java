/**
 * Sign-ins and their refresh tokens on PostgreSQL.
 */
@NullMarked
package com.expacti.adapters.postgres.login;

import org.jspecify.annotations.NullMarked;
