/**
 * Gives tasks to whoever can do them, from whichever queue they come. It knows no task's meaning; whether it runs in a process of its own or
 * is called with a batch is all it has two ways for.
 */
@NullMarked
package com.expacti.workers.queue;

import org.jspecify.annotations.NullMarked;
