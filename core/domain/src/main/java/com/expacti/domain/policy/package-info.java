/**
 * What it takes to allow a command that needs people, for which commands, and which of an org's policies comes first.
 * Knows nothing of people's standing and counts no votes.
 */
@NullMarked
package com.expacti.domain.policy;

import org.jspecify.annotations.NullMarked;
