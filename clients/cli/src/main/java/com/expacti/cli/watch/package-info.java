/**
 * The live queue in a terminal. It decides what a key means for the command on the screen, and binds every decision to
 * that command's id; it refuses to know who may decide, which the gate says.
 */
@NullMarked
package com.expacti.cli.watch;

import org.jspecify.annotations.NullMarked;
