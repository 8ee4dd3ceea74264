/**
 * Decides which rule people's own approvals add up to: commands that a person let through again and again, folded into the
 * narrowest pattern that covers them. It refuses to know who may make the rule, where approvals are kept, and when it is asked.
 */
@NullMarked
package com.expacti.domain.suggestion;

import org.jspecify.annotations.NullMarked;
