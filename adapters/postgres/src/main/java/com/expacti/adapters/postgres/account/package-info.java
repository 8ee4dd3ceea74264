/**
 * Accounts, their sign-ups and their one-time tokens on PostgreSQL. A transaction sees the one account it names.
 */
@NullMarked
package com.expacti.adapters.postgres.account;

import org.jspecify.annotations.NullMarked;
