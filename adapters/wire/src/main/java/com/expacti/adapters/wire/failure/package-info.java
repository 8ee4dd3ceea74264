/**
 * Refusals and failures as error frames and as problem documents. A failure of ours is told without its text.
 */
@NullMarked
package com.expacti.adapters.wire.failure;

import org.jspecify.annotations.NullMarked;
