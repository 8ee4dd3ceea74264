/**
 * The JSON shapes that both sockets and REST share, built from what the domain knows. Decides nothing; absent fields are left out.
 */
@NullMarked
package com.expacti.adapters.wire.view;

import org.jspecify.annotations.NullMarked;
