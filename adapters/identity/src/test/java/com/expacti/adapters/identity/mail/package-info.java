/** Tests. */
@NullMarked
package com.expacti.adapters.identity.mail;

import org.jspecify.annotations.NullMarked;
