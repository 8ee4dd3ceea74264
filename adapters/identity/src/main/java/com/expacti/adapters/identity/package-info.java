/**
 * What signing in takes from libraries: a slow hash, signatures, mail. Refuses to know who may sign in.
 */
@NullMarked
package com.expacti.adapters.identity;

import org.jspecify.annotations.NullMarked;
