/**
 * Providers as they are spoken to, right and wrong ones, over real HTTP on this machine.
 */
@NullMarked
package com.expacti.adapters.identity.oidc;

import org.jspecify.annotations.NullMarked;
