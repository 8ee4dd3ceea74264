/**
 * Ids as they stand in a path. Knows their shape, not what they name.
 */
@NullMarked
package com.expacti.api.path;

import org.jspecify.annotations.NullMarked;
