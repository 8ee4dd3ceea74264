package com.expacti.standalone.database;

/**
 * A database that answers, and the two roles expacti uses there.
 *
 * @param jdbcUrl holds no user and no password
 * @param owner owns the schema and migrates it; used for nothing else
 * @param service what the server runs as: owns nothing and is bound by row-level security
 */
public record DatabaseAccess(String jdbcUrl, Credentials owner, Credentials service) {}
