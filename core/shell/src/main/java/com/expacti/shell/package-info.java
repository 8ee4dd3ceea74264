/**
 * Turns command text into a tree of what bash would run, or says plainly that it can't. It decides grammar only: which
 * simple commands there are, wherever they hide, which words are known for certain, and which command a wrapper such as
 * {@code sudo} really starts. It refuses to know what a command does, whether it is allowed, what a variable holds,
 * which aliases or functions the target has, and it never runs, expands or guesses anything.
 */
@NullMarked
package com.expacti.shell;

import org.jspecify.annotations.NullMarked;
