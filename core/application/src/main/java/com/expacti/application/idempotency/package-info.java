/**
 * What a write under a key answered, so that asking again does nothing again. Knows no HTTP: an answer is a number and a text.
 */
@NullMarked
package com.expacti.application.idempotency;

import org.jspecify.annotations.NullMarked;
