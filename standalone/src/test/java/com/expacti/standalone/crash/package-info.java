/**
 * What survives the death of the process, tried on the process itself.
 */
@NullMarked
package com.expacti.standalone.crash;

import org.jspecify.annotations.NullMarked;
