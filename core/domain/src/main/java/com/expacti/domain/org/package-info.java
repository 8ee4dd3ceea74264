/**
 * What a verdict depends on, as one immutable picture of an org at one gate version. Knows nothing of where it was loaded from.
 */
@NullMarked
package com.expacti.domain.org;

import org.jspecify.annotations.NullMarked;
