/**
 * How the process is configured, started and stopped, and what it says of itself meanwhile.
 */
@NullMarked
package com.expacti.standalone.start;

import org.jspecify.annotations.NullMarked;
