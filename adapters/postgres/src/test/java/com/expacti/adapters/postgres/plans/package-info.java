/**
 * How the statements of lists are carried out by a database that has no statistics. Knows nothing of what they find.
 */
@NullMarked
package com.expacti.adapters.postgres.plans;

import org.jspecify.annotations.NullMarked;
