/**
 * Finishes what a crash or a lost connection left behind.
 */
@NullMarked
package com.expacti.workers.recover;

import org.jspecify.annotations.NullMarked;
