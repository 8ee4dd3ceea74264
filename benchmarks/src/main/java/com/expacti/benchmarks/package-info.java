/**
 * Measurements of the whole system, each beside a floor that was measured in the same run on the same machine. Nothing
 * here passes or fails; it prints.
 */
@NullMarked
package com.expacti.benchmarks;

import org.jspecify.annotations.NullMarked;
