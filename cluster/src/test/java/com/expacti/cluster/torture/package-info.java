/**
 * Many agents, few nodes and everything that can go wrong at once; what came of it is judged by the history's checker.
 */
@NullMarked
package com.expacti.cluster.torture;

import org.jspecify.annotations.NullMarked;
