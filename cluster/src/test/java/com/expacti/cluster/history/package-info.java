/**
 * What clients saw during a run, and whether it keeps what the gate promises. Knows no node and no network.
 */
@NullMarked
package com.expacti.cluster.history;

import org.jspecify.annotations.NullMarked;
