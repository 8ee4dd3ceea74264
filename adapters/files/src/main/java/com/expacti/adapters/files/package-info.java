/**
 * What one machine keeps in files: the keyset that approval tokens are made with, and the audit checkpoints that the
 * database's owner cannot rewrite. Refuses to know what either is used for.
 */
@NullMarked
package com.expacti.adapters.files;

import org.jspecify.annotations.NullMarked;
