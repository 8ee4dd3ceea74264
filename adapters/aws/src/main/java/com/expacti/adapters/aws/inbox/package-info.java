/**
 * One SQS queue for each relay node, in which the others leave hints at what happened. Decides nothing; what a queue holds
 * can be found by looking into the stores.
 */
@NullMarked
package com.expacti.adapters.aws.inbox;

import org.jspecify.annotations.NullMarked;
