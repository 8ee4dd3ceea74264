/**
 * Mail by way of a mail server.
 */
@NullMarked
package com.expacti.adapters.identity.mail;

import org.jspecify.annotations.NullMarked;
