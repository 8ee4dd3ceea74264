/** Where the person's URL and token are kept. It decides who may read the file; it refuses to know what they open. */
@NullMarked
package com.expacti.cli.access;

import org.jspecify.annotations.NullMarked;
