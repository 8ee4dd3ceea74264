/**
 * Decides which rules a command line meets: deny rules broadly, allow rules narrowly, so that whatever is in doubt goes to a person.
 * It refuses to know who may make a rule, how many approvals a command needs, and where rules are kept.
 */
@NullMarked
package com.expacti.domain.rule;

import org.jspecify.annotations.NullMarked;
