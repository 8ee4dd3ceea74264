/**
 * The public keys agents are known by over SSH. Knows nothing of how a signature with one is checked.
 */
@NullMarked
package com.expacti.application.sshkey;

import org.jspecify.annotations.NullMarked;
