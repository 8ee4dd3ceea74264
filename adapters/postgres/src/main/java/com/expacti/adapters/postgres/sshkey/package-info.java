/**
 * Agents' public keys on PostgreSQL.
 */
@NullMarked
package com.expacti.adapters.postgres.sshkey;

import org.jspecify.annotations.NullMarked;
