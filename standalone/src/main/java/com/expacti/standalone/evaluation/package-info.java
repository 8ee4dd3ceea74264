/**
 * The demo org of an evaluation, and crashes placed by tests. Neither exists outside an evaluation.
 */
@NullMarked
package com.expacti.standalone.evaluation;

import org.jspecify.annotations.NullMarked;
