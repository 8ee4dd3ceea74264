package com.expacti.adapters.wire.limit;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many requests a minute each policy allows; a policy that is missing limits nothing. The same number may come at once.
 *
 * @param perMinute 1 to a million
 */
public record RateLimits(Map<RatePolicy, Integer> perMinute) {
    private static final int MOST = 1_000_000;

    public RateLimits {
        perMinute = Map.copyOf(perMinute);
    }

    /**
     * {@code requests=1200,agents=120000,open=300,attempts=600}, of which what is not named stays as it is; or {@code off}.
     *
     * @param evaluation where nothing is set, an evaluation on one machine limits nobody
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static RateLimits parse(Optional<String> text, boolean evaluation) {
        if (text.isEmpty() ? evaluation : text.get().strip().equals("off")) {
            return new RateLimits(Map.of());
        }
        Map<RatePolicy, Integer> limits = new EnumMap<>(RatePolicy.class);
        for (RatePolicy policy : RatePolicy.values()) {
            limits.put(policy, policy.perMinute());
        }
        text.ifPresent(all -> List.of(all.split(",")).forEach(entry -> read(entry.strip(), limits)));
        return new RateLimits(limits);
    }

    private static void read(String entry, Map<RatePolicy, Integer> limits) {
        int equals = entry.indexOf('=');
        String number = entry.substring(equals + 1);
        for (RatePolicy policy : RatePolicy.values()) {
            boolean named = equals > 0 && entry.substring(0, equals).equals(policy.literal());
            if (named && number.matches("[1-9][0-9]{0,6}") && Integer.parseInt(number) <= MOST) {
                limits.put(policy, Integer.parseInt(number));
                return;
            }
        }
        throw new IllegalArgumentException(
                "`%s` is no limit; write `off`, or some of requests=1200,agents=120000,open=300,attempts=600: requests a minute, 1 to %d"
                        .formatted(entry, MOST));
    }

    OptionalInt of(RatePolicy policy) {
        return perMinute.containsKey(policy) ? OptionalInt.of(perMinute.get(policy)) : OptionalInt.empty();
    }
}
