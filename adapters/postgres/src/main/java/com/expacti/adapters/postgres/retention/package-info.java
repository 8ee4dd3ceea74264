/**
 * Retention on PostgreSQL. What may be taken away is decided by functions of the schema's owner; the service's role can do none of it
 * by itself.
 */
@NullMarked
package com.expacti.adapters.postgres.retention;

import org.jspecify.annotations.NullMarked;
