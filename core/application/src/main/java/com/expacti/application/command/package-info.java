/**
 * The life of a command as use cases: submit, vote, cancel, expire, settle, redeem, report. Decides first, then does, then tells.
 */
@NullMarked
package com.expacti.application.command;

import org.jspecify.annotations.NullMarked;
