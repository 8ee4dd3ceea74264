/**
 * Compares what is kept here with what others say, in case they said it and were not heard.
 */
@NullMarked
package com.expacti.workers.reconcile;

import org.jspecify.annotations.NullMarked;
