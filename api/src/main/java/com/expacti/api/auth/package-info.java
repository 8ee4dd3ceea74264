/**
 * Signing up, in and out over HTTP.
 */
@NullMarked
package com.expacti.api.auth;

import org.jspecify.annotations.NullMarked;
