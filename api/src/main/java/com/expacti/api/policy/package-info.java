/**
 * {@code /policies}: what it takes to allow which commands, as JSON brings and shows it.
 */
@NullMarked
package com.expacti.api.policy;

import org.jspecify.annotations.NullMarked;
