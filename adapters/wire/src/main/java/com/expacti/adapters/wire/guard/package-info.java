/**
 * What every request has to pass before anybody looks at it: the page it comes from, and where its token may stand.
 */
@NullMarked
package com.expacti.adapters.wire.guard;

import org.jspecify.annotations.NullMarked;
