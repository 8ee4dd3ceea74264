package com.expacti.adapters.postgres.tenancy;

/** This process among those that share the database; new at every start. */
public record NodeId(String value) {}
