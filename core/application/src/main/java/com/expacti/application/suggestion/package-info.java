/**
 * Finding suggested rules, keeping them, and what people do with them. Which pattern approvals add up to is the domain's; that an
 * accepted one becomes a rule like any other is the rules'.
 */
@NullMarked
package com.expacti.application.suggestion;

import org.jspecify.annotations.NullMarked;
