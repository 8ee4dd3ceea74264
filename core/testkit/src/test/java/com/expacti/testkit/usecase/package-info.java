/**
 * The use cases one by one over fakes: what each answers, stores, announces and refuses.
 */
@NullMarked
package com.expacti.testkit.usecase;

import org.jspecify.annotations.NullMarked;
