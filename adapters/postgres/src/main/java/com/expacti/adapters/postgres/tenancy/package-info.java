/**
 * Transactions, each of one org, and the schema they run on. Everything else in this adapter reaches the database through here.
 */
@NullMarked
package com.expacti.adapters.postgres.tenancy;

import org.jspecify.annotations.NullMarked;
