/**
 * The audit log's chain, checked without the gate. It decides whether an export is whole and names the first entry that
 * is not; it refuses to know what the entries are about.
 */
@NullMarked
package com.expacti.cli.audit;

import org.jspecify.annotations.NullMarked;
