/**
 * Passkeys: which ones an account has, what one is asked to sign, and whether it did. Refuses to know how a signature is
 * checked, which is the port's, and what a proof is good for, which whoever asks says.
 */
@NullMarked
package com.expacti.application.passkey;

import org.jspecify.annotations.NullMarked;
