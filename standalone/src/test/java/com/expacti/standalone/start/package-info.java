/**
 * How the process reads its settings.
 */
@NullMarked
package com.expacti.standalone.start;

import org.jspecify.annotations.NullMarked;
