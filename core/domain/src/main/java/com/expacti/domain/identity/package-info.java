/**
 * Who calls and what they may do: identifiers, roles, permissions and the one table that joins them. Knows nothing of tokens, hashes or HTTP.
 */
@NullMarked
package com.expacti.domain.identity;

import org.jspecify.annotations.NullMarked;
