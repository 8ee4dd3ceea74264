/**
 * Where a decision becomes true: the port to the system of record, and the sequencer that batches one org's settlements. Refuses to know what a verdict rests on; that is judged before it is asked.
 */
@NullMarked
package com.expacti.application.ledger;

import org.jspecify.annotations.NullMarked;
