/**
 * What somebody who owns the database's schema can do to an org's audit chain, done to a real one, and what verifying it
 * says then. Refuses to know how entries are hashed beyond what any forger would.
 */
@NullMarked
package com.expacti.adapters.postgres.tamper;

import org.jspecify.annotations.NullMarked;
