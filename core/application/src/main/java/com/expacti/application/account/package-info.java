/**
 * People's sign-ins: who has one, how an address is proven, and how a forgotten password is set anew. Refuses to know what
 * anybody may do, which the org's picture says, and how a password is hashed.
 */
@NullMarked
package com.expacti.application.account;

import org.jspecify.annotations.NullMarked;
