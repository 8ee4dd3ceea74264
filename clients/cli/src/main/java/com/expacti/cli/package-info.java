/**
 * The reviewer's command line: each command turns words into calls on the gate and answers into lines. It decides
 * nothing about what may run; it refuses to know how a decision comes about.
 */
@NullMarked
package com.expacti.cli;

import org.jspecify.annotations.NullMarked;
