/**
 * Looks for rules worth suggesting.
 */
@NullMarked
package com.expacti.workers.suggest;

import org.jspecify.annotations.NullMarked;
