/**
 * Figures about a span of time: how much was asked, what became of it, and who decided it. It refuses to know how they are shown.
 */
@NullMarked
package com.expacti.application.report;

import org.jspecify.annotations.NullMarked;
