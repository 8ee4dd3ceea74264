/**
 * The one place through which everything goes that connects to an address a customer gave: targets, web hooks, sign-in
 * providers, push services. Knows what may be called; what is said there is its callers' business.
 */
@NullMarked
package com.expacti.application.egress;

import org.jspecify.annotations.NullMarked;
