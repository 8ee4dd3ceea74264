/**
 * The work queue on SQS: standard queues, which may give a message twice and in any order. It refuses to know what a task means, and what
 * time it is: clocks come from outside.
 */
@NullMarked
package com.expacti.adapters.aws.work;

import org.jspecify.annotations.NullMarked;
