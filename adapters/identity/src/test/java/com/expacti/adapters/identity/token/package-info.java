/** Tests. */
@NullMarked
package com.expacti.adapters.identity.token;

import org.jspecify.annotations.NullMarked;
