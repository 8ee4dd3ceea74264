/**
 * Asking, as a person at a terminal sees it: one quiet line while a command waits, Ctrl-C to take it back. It decides
 * nothing; it refuses to know how a command is run.
 */
@NullMarked
package com.expacti.sh.gate;

import org.jspecify.annotations.NullMarked;
