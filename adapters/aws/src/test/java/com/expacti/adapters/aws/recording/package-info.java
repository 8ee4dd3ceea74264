/** Recordings' chunks on an emulator of S3, and what becomes of them when calls are lost, turned away or come at once. */
@NullMarked
package com.expacti.adapters.aws.recording;

import org.jspecify.annotations.NullMarked;
