package com.expacti.application.suggestion;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the accepting person narrows.
 *
 * @param scope a target or group in place of everywhere
 * @param cwd one working directory in place of any
 * @param maxRisk a lower ceiling
 */
public record Acceptance(
        OptionalLong ttlSeconds,
        Optional<String> scope,
        Optional<String> cwd,
        OptionalInt maxRisk,
        Optional<String> note) {
    /** As it was suggested. */
    public static final Acceptance AS_SUGGESTED = new Acceptance(
            OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());
}
