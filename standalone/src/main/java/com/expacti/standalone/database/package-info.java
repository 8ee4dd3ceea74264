/**
 * Where expacti's records live: a private PostgreSQL that this process unpacks, starts, checks and stops, or one that
 * somebody else runs and names by address. Decides how durable and how closed the database is (no start without
 * {@code fsync}, no role that row-level security does not bind) and who may use one data folder. Refuses to know what
 * is stored: it makes roles and an empty database, never a table.
 */
@NullMarked
package com.expacti.standalone.database;

import org.jspecify.annotations.NullMarked;
