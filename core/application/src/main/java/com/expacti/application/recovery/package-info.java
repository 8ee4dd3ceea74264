/**
 * The way back of somebody who lost every second factor: who may begin one, how long it waits, who hears of it and what ends it.
 * Refuses to know how a factor is shown, and what anybody may do.
 */
@NullMarked
package com.expacti.application.recovery;

import org.jspecify.annotations.NullMarked;
