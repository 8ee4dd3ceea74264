/**
 * What was decided of late, as evidence: read by text and place, never one by one, and what a rule would have done to it. It
 * refuses to change anything and to know what the answer is for.
 */
@NullMarked
package com.expacti.application.history;

import org.jspecify.annotations.NullMarked;
