/**
 * What nodes tell each other.
 */
@NullMarked
package com.expacti.testkit.announce;

import org.jspecify.annotations.NullMarked;
