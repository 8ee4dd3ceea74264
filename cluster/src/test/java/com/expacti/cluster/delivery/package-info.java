/**
 * How long a decision takes from one node to another; measured, not tested.
 */
@NullMarked
package com.expacti.cluster.delivery;

import org.jspecify.annotations.NullMarked;
