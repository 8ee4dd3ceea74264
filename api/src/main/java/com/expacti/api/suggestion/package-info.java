/**
 * Suggested rules over REST: reading, accepting and dismissing them.
 */
@NullMarked
package com.expacti.api.suggestion;

import org.jspecify.annotations.NullMarked;
