/**
 * Ends the waits that are over.
 */
@NullMarked
package com.expacti.workers.expire;

import org.jspecify.annotations.NullMarked;
