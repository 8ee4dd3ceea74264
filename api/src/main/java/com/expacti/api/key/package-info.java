/**
 * API keys over HTTP.
 */
@NullMarked
package com.expacti.api.key;

import org.jspecify.annotations.NullMarked;
