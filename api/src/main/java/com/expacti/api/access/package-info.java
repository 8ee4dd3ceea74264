/**
 * Who calls over HTTP, and the headers every answer carries.
 */
@NullMarked
package com.expacti.api.access;

import org.jspecify.annotations.NullMarked;
