/**
 * A relay over a gate in memory, and a bare WebSocket client that can send what no library would.
 */
@NullMarked
package com.expacti.websocketrelay.testing;

import org.jspecify.annotations.NullMarked;
