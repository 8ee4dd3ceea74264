/**
 * The contract itself, served beside what it describes.
 */
@NullMarked
package com.expacti.api.contract;

import org.jspecify.annotations.NullMarked;
