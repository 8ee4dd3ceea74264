/**
 * Text of others on a terminal. It decides which characters are safe to print; it refuses to know what the text means.
 */
@NullMarked
package com.expacti.client.shown;

import org.jspecify.annotations.NullMarked;
