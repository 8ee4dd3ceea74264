/**
 * Signing in and staying so: what it takes, the tokens that come of it, and how it ends. A sign-in is a credential of its org
 * like any other, so that what ends it is refused from the next message on.
 */
@NullMarked
package com.expacti.application.login;

import org.jspecify.annotations.NullMarked;
