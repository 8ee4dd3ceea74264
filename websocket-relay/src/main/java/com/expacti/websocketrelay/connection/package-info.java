/**
 * One socket: who is behind it, its frames in and out, its limits and its end. Knows no message beyond authentication and errors.
 */
@NullMarked
package com.expacti.websocketrelay.connection;

import org.jspecify.annotations.NullMarked;
