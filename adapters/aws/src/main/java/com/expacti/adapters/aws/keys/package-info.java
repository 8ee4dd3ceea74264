/**
 * Secrets under a Tink keyset that only a key of KMS opens. It decides how long an opened keyset is good for without KMS; what the secrets are and
 * who may have them it refuses to know.
 */
@NullMarked
package com.expacti.adapters.aws.keys;

import org.jspecify.annotations.NullMarked;
