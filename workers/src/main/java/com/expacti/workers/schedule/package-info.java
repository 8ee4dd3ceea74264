/**
 * What a job is and how often it runs. Knows nothing of what any job does.
 */
@NullMarked
package com.expacti.workers.schedule;

import org.jspecify.annotations.NullMarked;
