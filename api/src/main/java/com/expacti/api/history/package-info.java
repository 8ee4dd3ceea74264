/**
 * How far back lists show. Refuses to know what else is kept: nothing is deleted here, and the audit log is verified and exported
 * whole.
 */
@NullMarked
package com.expacti.api.history;

import org.jspecify.annotations.NullMarked;
