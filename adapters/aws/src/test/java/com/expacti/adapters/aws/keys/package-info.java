/** The box of secrets on a small KMS in this process: its contract, and what it does when KMS is away, refuses or has another key. */
@NullMarked
package com.expacti.adapters.aws.keys;

import org.jspecify.annotations.NullMarked;
