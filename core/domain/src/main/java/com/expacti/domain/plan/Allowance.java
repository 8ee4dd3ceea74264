package com.expacti.domain.plan;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What may be used. Empty is unlimited.
 *
 * @param targets how many there may be
 * @param reviewers how many active members may have a role that decides
 * @param commandsPerMonth how many submissions are accepted in one UTC month
 * @param history how far back lists and searches look
 */
public record Allowance(
        OptionalLong targets,
        OptionalLong reviewers,
        OptionalLong commandsPerMonth,
        Optional<Duration> history,
        Set<Feature> features) {
    public static final Allowance UNLIMITED = new Allowance(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            Set.of(Feature.values()));

    public Allowance {
        features = Set.copyOf(features);
    }

    public boolean includes(Feature feature) {
        return features.contains(feature);
    }
}
