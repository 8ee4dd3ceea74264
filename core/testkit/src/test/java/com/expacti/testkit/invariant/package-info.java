/**
 * The promises of the architecture, each with tests that fail without it, over fakes: what is refused, what is decided once, what is
 * revoked, and what a crash leaves behind.
 */
@NullMarked
package com.expacti.testkit.invariant;

import org.jspecify.annotations.NullMarked;
