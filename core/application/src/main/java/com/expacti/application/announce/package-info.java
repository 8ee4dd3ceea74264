/**
 * What other people and nodes are told. A message is a hint; the store is the truth.
 */
@NullMarked
package com.expacti.application.announce;

import org.jspecify.annotations.NullMarked;
