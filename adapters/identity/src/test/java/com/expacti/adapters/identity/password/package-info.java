/** Tests. */
@NullMarked
package com.expacti.adapters.identity.password;

import org.jspecify.annotations.NullMarked;
