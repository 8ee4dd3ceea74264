/**
 * The fakes run their own contracts, and the gate wired over them keeps its invariants.
 */
@NullMarked
package com.expacti.testkit;

import org.jspecify.annotations.NullMarked;
