/**
 * Passwords as Argon2id hashes.
 */
@NullMarked
package com.expacti.adapters.identity.password;

import org.jspecify.annotations.NullMarked;
