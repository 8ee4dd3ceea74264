/**
 * The people of an org: what role each has, and who may change that. Knows nothing of how they sign in.
 */
@NullMarked
package com.expacti.application.member;

import org.jspecify.annotations.NullMarked;
