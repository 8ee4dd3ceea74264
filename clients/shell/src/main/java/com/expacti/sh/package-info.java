/**
 * The intercepting shell: what is typed or passed is asked for, and only what was approved reaches a real shell. It is
 * tier T0, cooperative: it gates who goes through it and stops nobody who runs another shell as the same user. It
 * decides nothing about a command itself.
 */
@NullMarked
package com.expacti.sh;

import org.jspecify.annotations.NullMarked;
