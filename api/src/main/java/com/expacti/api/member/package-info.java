/**
 * Members over HTTP.
 */
@NullMarked
package com.expacti.api.member;

import org.jspecify.annotations.NullMarked;
