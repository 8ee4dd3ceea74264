/**
 * Tells other nodes over the same database that there is something to look at. Decides nothing, and holds nothing that a
 * node could not find by looking itself.
 */
@NullMarked
package com.expacti.adapters.postgres.bus;

import org.jspecify.annotations.NullMarked;
