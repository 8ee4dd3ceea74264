/**
 * The decision in its written order, as one pure function from a question and a picture of the org to a verdict. Knows no clock, store or socket.
 */
@NullMarked
package com.expacti.domain.decision;

import org.jspecify.annotations.NullMarked;
