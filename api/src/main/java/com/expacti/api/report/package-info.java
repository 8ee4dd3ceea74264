/**
 * {@code /reports}, as JSON, as comma-separated values and as pages. Refuses to know where the figures come from.
 */
@NullMarked
package com.expacti.api.report;

import org.jspecify.annotations.NullMarked;
