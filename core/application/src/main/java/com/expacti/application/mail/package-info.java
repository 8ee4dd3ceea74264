/**
 * What is said by mail, and where its links lead. Refuses to know how mail travels.
 */
@NullMarked
package com.expacti.application.mail;

import org.jspecify.annotations.NullMarked;
