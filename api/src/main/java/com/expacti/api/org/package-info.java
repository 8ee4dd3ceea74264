/**
 * The org, its settings, and who the caller is.
 */
@NullMarked
package com.expacti.api.org;

import org.jspecify.annotations.NullMarked;
