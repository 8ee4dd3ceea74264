/**
 * Named places at which a test can stop the process, so that crashes are placed and not left to luck.
 */
@NullMarked
package com.expacti.application.fault;

import org.jspecify.annotations.NullMarked;
