/** Tests of how statements and transactions reach the database. */
@NullMarked
package com.expacti.adapters.postgres.tenancy;

import org.jspecify.annotations.NullMarked;
