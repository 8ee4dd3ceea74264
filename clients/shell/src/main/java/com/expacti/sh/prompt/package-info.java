/**
 * Where whole commands come from: a line editor or a pipe. It decides when a command is complete, by asking bash; it
 * runs nothing.
 */
@NullMarked
package com.expacti.sh.prompt;

import org.jspecify.annotations.NullMarked;
