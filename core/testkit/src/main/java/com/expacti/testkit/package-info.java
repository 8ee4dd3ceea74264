/**
 * Fakes of every port, a gate wired over them, and the runner of properties. Keeps everything in memory and in order; refuses to
 * know time and chance of its own, so that a test which failed fails again.
 */
@NullMarked
package com.expacti.testkit;

import org.jspecify.annotations.NullMarked;
