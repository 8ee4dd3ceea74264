/**
 * The house rules that a machine can check.
 */
@NullMarked
package com.expacti.standalone.architecture;

import org.jspecify.annotations.NullMarked;
