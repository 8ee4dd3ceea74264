/**
 * The one family of refusals that reaches a caller, with stable codes that say whose fault it is.
 */
@NullMarked
package com.expacti.application.failure;

import org.jspecify.annotations.NullMarked;
