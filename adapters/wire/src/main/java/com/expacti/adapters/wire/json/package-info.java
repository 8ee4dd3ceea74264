/**
 * How the wire contract is read and written as JSON: typed fields in, ordered objects out. Knows no message.
 */
@NullMarked
package com.expacti.adapters.wire.json;

import org.jspecify.annotations.NullMarked;
