/**
 * A command as it was submitted and what became of it: plain records, no rules.
 */
@NullMarked
package com.expacti.domain.command;

import org.jspecify.annotations.NullMarked;
