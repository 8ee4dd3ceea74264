/**
 * The dashboard's files. Serves what the build made and nothing else.
 */
@NullMarked
package com.expacti.api.dashboard;

import org.jspecify.annotations.NullMarked;
