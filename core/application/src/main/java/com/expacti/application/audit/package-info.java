/**
 * Reading, verifying and exporting the audit log, and the checkpoints kept outside it.
 */
@NullMarked
package com.expacti.application.audit;

import org.jspecify.annotations.NullMarked;
