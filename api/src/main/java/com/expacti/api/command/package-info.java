/**
 * Commands over HTTP: submit, wait, list, decide, redeem. Decides nothing itself.
 */
@NullMarked
package com.expacti.api.command;

import org.jspecify.annotations.NullMarked;
