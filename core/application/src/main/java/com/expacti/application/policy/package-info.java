/**
 * The approval policies of an org, for those who may make them. Decides no command and counts no votes.
 */
@NullMarked
package com.expacti.application.policy;

import org.jspecify.annotations.NullMarked;
