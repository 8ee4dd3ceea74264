/**
 * Nodes that tell each other by SQS.
 */
@NullMarked
package com.expacti.adapters.aws.inbox;

import org.jspecify.annotations.NullMarked;
