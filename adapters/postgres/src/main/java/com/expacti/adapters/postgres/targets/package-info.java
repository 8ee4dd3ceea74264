/**
 * What logins to targets are proved by, on PostgreSQL: as ciphertext.
 */
@NullMarked
package com.expacti.adapters.postgres.targets;

import org.jspecify.annotations.NullMarked;
