/** Tests. */
@NullMarked
package com.expacti.adapters.identity.passkey;

import org.jspecify.annotations.NullMarked;
