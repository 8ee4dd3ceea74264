/**
 * How long an org keeps what is over, and the dropping of what it no longer keeps. Knows nothing of when or where that runs.
 */
@NullMarked
package com.expacti.application.retention;

import org.jspecify.annotations.NullMarked;
