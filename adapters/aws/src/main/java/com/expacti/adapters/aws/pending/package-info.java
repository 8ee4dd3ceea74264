/**
 * The pending queue on DynamoDB. Every write is one conditional update of one item; what indexes answer is a hint, since they follow
 * the table late. It refuses to decide, and to know what time it is: clocks come from outside.
 */
@NullMarked
package com.expacti.adapters.aws.pending;

import org.jspecify.annotations.NullMarked;
