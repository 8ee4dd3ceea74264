/**
 * Nodes as processes, the database they share and the network between, all of which a test may break.
 */
@NullMarked
package com.expacti.cluster.process;

import org.jspecify.annotations.NullMarked;
