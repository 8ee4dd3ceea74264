/**
 * How an org comes to its plan: checkout, portal, and what the payment service says of its subscription. It refuses to know how
 * that service is spoken to, and has no part in any verdict: those ask the plan in the org's picture.
 */
@NullMarked
package com.expacti.application.billing;

import org.jspecify.annotations.NullMarked;
