package com.expacti.adapters.wire.limit;

import java.util.Locale;

/** Who is counted, and how many requests a minute they may make unless the operator says otherwise. */
public enum RatePolicy {
    /** A person's session or API key. */
    REQUESTS(1_200),
    /** An agent's token: many ask the gate before every command. */
    AGENTS(120_000),
    /** An address whose requests carry no token. */
    OPEN(300),
    /** An address whose tokens prove nobody. */
    ATTEMPTS(600);

    private final int perMinute;

    RatePolicy(int perMinute) {
        this.perMinute = perMinute;
    }

    public int perMinute() {
        return perMinute;
    }

    /** As the headers and the setting write it. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }
}
