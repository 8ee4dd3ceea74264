/**
 * {@code Idempotency-Key} on writes: the same request under the same key is done once and answered as it was. Knows no
 * operation by itself.
 */
@NullMarked
package com.expacti.api.idempotency;

import org.jspecify.annotations.NullMarked;
