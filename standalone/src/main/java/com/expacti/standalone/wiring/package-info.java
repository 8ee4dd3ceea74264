/**
 * Which adapter stands behind which port. Holds no rule of its own.
 */
@NullMarked
package com.expacti.standalone.wiring;

import org.jspecify.annotations.NullMarked;
