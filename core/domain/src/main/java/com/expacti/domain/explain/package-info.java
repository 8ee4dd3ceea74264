/**
 * Why the gate says what it says of a command, and what would change that, in words for people. Decides nothing: it reads a
 * verdict that was made elsewhere, and knows no clock, store or socket.
 */
@NullMarked
package com.expacti.domain.explain;

import org.jspecify.annotations.NullMarked;
