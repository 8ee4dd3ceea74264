/**
 * Who a credential proves. Secrets are hashed at the door and compared by the store.
 */
@NullMarked
package com.expacti.application.access;

import org.jspecify.annotations.NullMarked;
