/**
 * The one clock of all sockets, and their end when the server drains.
 */
@NullMarked
package com.expacti.websocketrelay.pulse;

import org.jspecify.annotations.NullMarked;
