/**
 * Targets and their groups: what they are called, where they are, what their logins are proved by. Knows nothing of how a
 * connection is made.
 */
@NullMarked
package com.expacti.application.targets;

import org.jspecify.annotations.NullMarked;
