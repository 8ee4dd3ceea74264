/**
 * The figures of reports, each report one statement, so that they fit each other.
 */
@NullMarked
package com.expacti.adapters.postgres.report;

import org.jspecify.annotations.NullMarked;
