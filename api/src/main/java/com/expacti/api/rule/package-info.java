/**
 * Rules over HTTP.
 */
@NullMarked
package com.expacti.api.rule;

import org.jspecify.annotations.NullMarked;
