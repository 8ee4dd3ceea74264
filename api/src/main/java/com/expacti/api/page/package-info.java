/**
 * Lists in pages: limits and cursors.
 */
@NullMarked
package com.expacti.api.page;

import org.jspecify.annotations.NullMarked;
