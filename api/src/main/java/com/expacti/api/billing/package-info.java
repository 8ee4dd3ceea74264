/**
 * {@code /billing}, and the payment service's messages. Refuses to know what they mean: it passes them on as they came.
 */
@NullMarked
package com.expacti.api.billing;

import org.jspecify.annotations.NullMarked;
