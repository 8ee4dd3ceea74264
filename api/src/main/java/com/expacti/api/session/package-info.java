/**
 * Sessions over HTTP, to read.
 */
@NullMarked
package com.expacti.api.session;

import org.jspecify.annotations.NullMarked;
