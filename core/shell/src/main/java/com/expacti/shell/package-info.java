/**
 * Turns command text into a tree of what bash 5.2 would run, or says plainly that it can't. It decides grammar only: which
 * simple commands there are, wherever they hide ({@link com.expacti.shell.ShellParser}), which words are known for certain
 * ({@link com.expacti.shell.Word#value}), and which command a wrapper such as {@code sudo} really starts
 * ({@link com.expacti.shell.Wrappers}). It refuses to know what a command does, whether it is allowed, what a variable
 * holds, which aliases or functions the target has, what a script file says, and it never runs, expands or guesses
 * anything.
 *
 * <p>Three results mean "ask a person": {@link com.expacti.shell.Unparsed}, {@link com.expacti.shell.Effective.Unknown} and
 * a word without a value. A text with no simple command is not thereby harmless: arithmetic, conditionals and assignments
 * expand variables, and arithmetic runs substitutions a variable's value holds. What is refused although some shell takes
 * it: text where bash, its releases and modes, dash and zsh read differently; here-documents without their delimiter line;
 * extended patterns outside {@code [[}; two parentheses that are not plain arithmetic; NUL. Not read as code: history
 * expansion ({@code !!}), which only interactive shells do, and the value of a variable, prompt or environment.
 */
@NullMarked
package com.expacti.shell;

import org.jspecify.annotations.NullMarked;
