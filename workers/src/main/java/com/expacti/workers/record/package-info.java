/**
 * What is done with recordings that are over.
 */
@NullMarked
package com.expacti.workers.record;

import org.jspecify.annotations.NullMarked;
