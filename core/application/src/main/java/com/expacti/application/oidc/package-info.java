/**
 * Signing in with another service: whom a provider vouches for, which account that is, and how an account comes by and loses such a
 * sign-in. Decides nothing by an e-mail address but whose sign-up or invite it is. Refuses to know how a provider is spoken to.
 */
@NullMarked
package com.expacti.application.oidc;

import org.jspecify.annotations.NullMarked;
