/**
 * Properties of the domain's rules against slower and plainer words for the same, on cases drawn from a seed.
 */
@NullMarked
package com.expacti.testkit.property;

import org.jspecify.annotations.NullMarked;
