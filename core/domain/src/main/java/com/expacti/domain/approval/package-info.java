/**
 * Who may decide a command and when the votes suffice. Counts people, never devices; one denial denies.
 */
@NullMarked
package com.expacti.domain.approval;

import org.jspecify.annotations.NullMarked;
