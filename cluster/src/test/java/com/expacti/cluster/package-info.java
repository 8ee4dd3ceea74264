/**
 * Several nodes over one database: what each of them promises holds for all of them together.
 */
@NullMarked
package com.expacti.cluster;

import org.jspecify.annotations.NullMarked;
