/**
 * Drops what is kept for a while only.
 */
@NullMarked
package com.expacti.workers.forget;

import org.jspecify.annotations.NullMarked;
