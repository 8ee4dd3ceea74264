/**
 * The files of one machine, written, opened again and tampered with.
 */
@NullMarked
package com.expacti.adapters.files;

import org.jspecify.annotations.NullMarked;
