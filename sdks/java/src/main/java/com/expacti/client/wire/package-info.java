/**
 * One socket and the JSON messages on it. It decides what counts as a message at all; it refuses to know what any
 * message means, and keeps no state across sockets.
 */
@NullMarked
package com.expacti.client.wire;

import org.jspecify.annotations.NullMarked;
