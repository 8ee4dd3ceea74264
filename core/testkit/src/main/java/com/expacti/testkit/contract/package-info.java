/**
 * What every adapter of a port has to do, as test suites: an adapter extends each suite and says how to open its store. They
 * refuse to know whose store it is: time is the store's own, and other orgs may be in it.
 */
@NullMarked
package com.expacti.testkit.contract;

import org.jspecify.annotations.NullMarked;
