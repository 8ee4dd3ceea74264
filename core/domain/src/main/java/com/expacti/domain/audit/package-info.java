/**
 * The audit chain: entries, their canonical form, their hashes, and the verification that names the first bad entry; the
 * signed statements about it: checkpoints, rotations of keys, receipts. Knows nothing of storage.
 */
@NullMarked
package com.expacti.domain.audit;

import org.jspecify.annotations.NullMarked;
