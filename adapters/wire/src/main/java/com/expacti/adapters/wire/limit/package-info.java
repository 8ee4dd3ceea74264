/**
 * How often somebody may call. Counts by credential where it is proven who calls, by network address where it is not; knows
 * nothing of what is called.
 */
@NullMarked
package com.expacti.adapters.wire.limit;

import org.jspecify.annotations.NullMarked;
