/**
 * Access tokens as signed JSON Web Tokens.
 */
@NullMarked
package com.expacti.adapters.identity.token;

import org.jspecify.annotations.NullMarked;
