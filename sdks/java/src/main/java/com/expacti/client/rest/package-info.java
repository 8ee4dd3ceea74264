/**
 * The REST side of the gate for programs that act for a person: bearer token out, JSON in, problems as sentences. It
 * decides nothing; it refuses to know which calls exist.
 */
@NullMarked
package com.expacti.client.rest;

import org.jspecify.annotations.NullMarked;
