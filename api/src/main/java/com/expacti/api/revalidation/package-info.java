/**
 * {@code ETag} and {@code If-None-Match}: a caller who polls is told that nothing changed instead of being sent it again.
 */
@NullMarked
package com.expacti.api.revalidation;

import org.jspecify.annotations.NullMarked;
