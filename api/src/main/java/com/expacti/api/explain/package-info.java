/**
 * Explanations over HTTP.
 */
@NullMarked
package com.expacti.api.explain;

import org.jspecify.annotations.NullMarked;
