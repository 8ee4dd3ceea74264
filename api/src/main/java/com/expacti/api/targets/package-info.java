/**
 * Targets and their groups over HTTP.
 */
@NullMarked
package com.expacti.api.targets;

import org.jspecify.annotations.NullMarked;
