/**
 * Where a gate is and what shows who asks. It decides what a usable URL and token look like; it refuses to know what
 * is said over them, and shows a token only to who asks by {@code reveal}.
 */
@NullMarked
package com.expacti.client.access;

import org.jspecify.annotations.NullMarked;
