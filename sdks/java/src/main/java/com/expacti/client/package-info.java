/**
 * The agent's side of the gate: ask for a command, wait for the decision, redeem it before anything runs. It decides
 * only that whatever is late, lost, refused or unclear is a no; it refuses to know how commands are run, and it never
 * turns an error into an approval.
 */
@NullMarked
package com.expacti.client;

import org.jspecify.annotations.NullMarked;
