/**
 * Agents, their tokens and the targets over HTTP.
 */
@NullMarked
package com.expacti.api.agent;

import org.jspecify.annotations.NullMarked;
