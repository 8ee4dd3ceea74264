/**
 * The agent socket's messages, and which commands its connections wait for. What a message means is the use cases'.
 */
@NullMarked
package com.expacti.websocketrelay.agent;

import org.jspecify.annotations.NullMarked;
