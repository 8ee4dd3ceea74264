/**
 * Decides what a plan includes, and whether one more command fits into the month. It refuses to know how a plan is paid for, and
 * where what was used is counted.
 */
@NullMarked
package com.expacti.domain.plan;

import org.jspecify.annotations.NullMarked;
