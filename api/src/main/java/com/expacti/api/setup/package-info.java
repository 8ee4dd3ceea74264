/**
 * The one-time set-up of an instance that has no org yet.
 */
@NullMarked
package com.expacti.api.setup;

import org.jspecify.annotations.NullMarked;
