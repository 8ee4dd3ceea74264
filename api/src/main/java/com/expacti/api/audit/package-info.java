/**
 * The audit log over HTTP: list, verify, export, checkpoint.
 */
@NullMarked
package com.expacti.api.audit;

import org.jspecify.annotations.NullMarked;
