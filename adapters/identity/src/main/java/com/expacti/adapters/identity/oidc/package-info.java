/**
 * Speaking to sign-in providers: OpenID Connect Core 1.0 with discovery, and GitHub. Everything goes through {@link
 * com.expacti.application.egress.GuardedHttp}; what comes back is a stranger's text. Refuses to know whose account it will be.
 */
@NullMarked
package com.expacti.adapters.identity.oidc;

import org.jspecify.annotations.NullMarked;
