/**
 * Writes to people again about what waits for them.
 */
@NullMarked
package com.expacti.workers.remind;

import org.jspecify.annotations.NullMarked;
