/**
 * Making, changing, removing, testing and moving rules. What a rule means is the domain's.
 */
@NullMarked
package com.expacti.application.rule;

import org.jspecify.annotations.NullMarked;
