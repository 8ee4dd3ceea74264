/**
 * A sign-in provider of the tests: a real HTTP server on this machine with real keys, which can be told to misbehave. Knows nothing
 * of the code it is asked by.
 */
@NullMarked
package com.expacti.testkit.issuer;

import org.jspecify.annotations.NullMarked;
