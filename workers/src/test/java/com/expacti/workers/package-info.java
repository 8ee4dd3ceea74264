/** Jobs and tasks over the fakes, by a clock the tests drive. */
@NullMarked
package com.expacti.workers;

import org.jspecify.annotations.NullMarked;
