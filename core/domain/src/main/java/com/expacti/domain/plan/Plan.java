package com.expacti.domain.plan;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The plans there are, as they are published. */
public enum Plan {
    /** Without a card: one server, while somebody evaluates. */
    FREE(new Allowance(
            OptionalLong.of(1), OptionalLong.of(1), OptionalLong.of(100), Optional.of(Duration.ofDays(30)), Set.of())),
    /** $29 a month. */
    PRO(new Allowance(
            OptionalLong.of(10),
            OptionalLong.of(5),
            OptionalLong.empty(),
            Optional.of(Duration.ofDays(365)),
            EnumSet.of(Feature.REPORTS, Feature.CHAT, Feature.PWA, Feature.SUGGESTIONS))),
    /** By contract. */
    ENTERPRISE(Allowance.UNLIMITED);

    private final Allowance allowance;

    Plan(Allowance allowance) {
        this.allowance = allowance;
    }

    public Allowance allowance() {
        return allowance;
    }

    /** The literal of REST, for example {@code free}. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people: {@code Free}. */
    public String title() {
        return name().charAt(0) + literal().substring(1);
    }

    public static Optional<Plan> of(String literal) {
        return Arrays.stream(values()).filter(p -> p.literal().equals(literal)).findFirst();
    }
}
