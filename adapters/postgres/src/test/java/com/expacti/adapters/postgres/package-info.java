/**
 * The PostgreSQL adapters keep the contracts of the ports, on a real PostgreSQL, as the service's own role.
 */
@NullMarked
package com.expacti.adapters.postgres;

import org.jspecify.annotations.NullMarked;
