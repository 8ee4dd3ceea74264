/**
 * Keeps heads of the audit chain outside the database.
 */
@NullMarked
package com.expacti.workers.checkpoint;

import org.jspecify.annotations.NullMarked;
