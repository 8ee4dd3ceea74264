/**
 * Which addresses the gate may call on behalf of somebody else. Judges addresses and ports; it looks no name up and opens no
 * connection.
 */
@NullMarked
package com.expacti.domain.egress;

import org.jspecify.annotations.NullMarked;
