/**
 * What openapi.yaml promises, asked of a running server. Knows the server's answers only, none of its classes but the
 * annotations of its routes.
 */
@NullMarked
package com.expacti.standalone.contract;

import org.jspecify.annotations.NullMarked;
