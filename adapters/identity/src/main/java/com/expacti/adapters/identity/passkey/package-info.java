/**
 * Whether an authenticator signed what it was asked (WebAuthn level 2), for the configured public address alone. Refuses to know
 * what was asked and by whom.
 */
@NullMarked
package com.expacti.adapters.identity.passkey;

import org.jspecify.annotations.NullMarked;
