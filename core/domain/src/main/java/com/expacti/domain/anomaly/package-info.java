/**
 * What is unusual about a command, given what its agent did before. Decides which anomaly rules fire and what an agent's
 * history remembers; knows no store and no clock, and nothing of what becomes of a command because of it.
 */
@NullMarked
package com.expacti.domain.anomaly;

import org.jspecify.annotations.NullMarked;
