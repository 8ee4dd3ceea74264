/** Telling people of what waits: when, and by which task. Refuses to know how they are reached. */
@NullMarked
package com.expacti.workers.notice;

import org.jspecify.annotations.NullMarked;
