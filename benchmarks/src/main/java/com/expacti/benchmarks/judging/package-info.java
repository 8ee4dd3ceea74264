/**
 * How long judging a command takes, how much it allocates and how many steps it needs: realistic lines with thousands of
 * rules, long and hostile lines, hostile regexes. Nothing here passes or fails; it prints.
 */
@NullMarked
package com.expacti.benchmarks.judging;

import org.jspecify.annotations.NullMarked;
