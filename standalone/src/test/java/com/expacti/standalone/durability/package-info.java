/**
 * What is left of an answered command when the power goes: that the disk has it before the answer leaves, and that a
 * data folder as it is at any moment starts again with everything that was answered. Refuses to know how it is stored.
 */
@NullMarked
package com.expacti.standalone.durability;

import org.jspecify.annotations.NullMarked;
