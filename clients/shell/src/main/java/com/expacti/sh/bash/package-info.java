/**
 * The real shell. It decides how approved text reaches bash byte for byte, and how an exit code comes back without
 * trusting anything a command prints. It refuses to know why a text may run.
 */
@NullMarked
package com.expacti.sh.bash;

import org.jspecify.annotations.NullMarked;
