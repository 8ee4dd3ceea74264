/**
 * What sessions put out, kept as asciicast v2: in order, masked, sealed, with a digest in the audit log. It decides nothing and
 * holds nobody up: where it can't keep something it says so in the recording. Refuses to know where recordings are kept.
 */
@NullMarked
package com.expacti.application.recording;

import org.jspecify.annotations.NullMarked;
