/**
 * expacti as one process on one machine. Starts a database, wires the use cases to their adapters, and serves.
 */
@NullMarked
package com.expacti.standalone;

import org.jspecify.annotations.NullMarked;
