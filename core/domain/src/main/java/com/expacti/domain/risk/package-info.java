/**
 * Decides how risky a command line is, from its text, its working directory and the environment of its target alone, and says why, point by point.
 * It refuses to know rules, people, history and clocks: the same text scores the same every time, everywhere.
 */
@NullMarked
package com.expacti.domain.risk;

import org.jspecify.annotations.NullMarked;
