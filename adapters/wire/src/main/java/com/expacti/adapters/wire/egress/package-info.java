/**
 * Outgoing HTTP to addresses somebody gave, pinned to the address that was judged.
 */
@NullMarked
package com.expacti.adapters.wire.egress;

import org.jspecify.annotations.NullMarked;
