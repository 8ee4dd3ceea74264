/**
 * The second factor: codes from an app and from paper. Refuses to know what comes before or after it.
 */
@NullMarked
package com.expacti.application.totp;

import org.jspecify.annotations.NullMarked;
