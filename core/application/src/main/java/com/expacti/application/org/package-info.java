/**
 * The picture of an org that verdicts are computed from, kept fresh, and the changes that move its gate version.
 */
@NullMarked
package com.expacti.application.org;

import org.jspecify.annotations.NullMarked;
