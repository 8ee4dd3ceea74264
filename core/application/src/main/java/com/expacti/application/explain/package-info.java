/**
 * Why the gate would say what it says of a command, without storing anything.
 */
@NullMarked
package com.expacti.application.explain;

import org.jspecify.annotations.NullMarked;
