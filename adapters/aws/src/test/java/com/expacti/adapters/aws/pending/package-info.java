/** The queue against the vendor's emulator, and what it does when calls are throttled, lost or sent twice. */
@NullMarked
package com.expacti.adapters.aws.pending;

import org.jspecify.annotations.NullMarked;
