/**
 * Secrets that have to be read again, sealed before they are stored. Refuses to know where the key is.
 */
@NullMarked
package com.expacti.application.secret;

import org.jspecify.annotations.NullMarked;
