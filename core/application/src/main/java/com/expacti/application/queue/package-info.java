/**
 * The pending queue: collects what people say of a command and who may settle it. It never decides.
 */
@NullMarked
package com.expacti.application.queue;

import org.jspecify.annotations.NullMarked;
