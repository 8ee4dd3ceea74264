/**
 * The chunks of recordings on S3. It decides under which name a chunk lies and that it lies there once; which chunks a recording has, and
 * whether it is over, it refuses to know: that is in the store of the rows it is put before.
 */
@NullMarked
package com.expacti.adapters.aws.recording;

import org.jspecify.annotations.NullMarked;
