package com.expacti.adapters.wire.guard;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which pages may talk to the gate ({@code expacti.allowed-origins}; by default those it serves on this machine). */
@Singleton
public final class Origins {
    private final Set<String> configured;
    private final boolean evaluation;

    Origins(
            @Property(name = "expacti.allowed-origins", defaultValue = "") List<String> configured,
            @Property(name = "expacti.eval", defaultValue = "false") boolean evaluation) {
        this.configured = configured.stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
        this.evaluation = evaluation;
    }

    /** Whether {@code origin}, as a browser sends it, is one of those configured; {@code port} is the server's own. */
    boolean allows(String origin, int port) {
        String asked = origin.toLowerCase(Locale.ROOT);
        return configured.isEmpty()
                ? asked.equals("http://localhost:" + port) || asked.equals("http://127.0.0.1:" + port)
                : configured.contains(asked);
    }

    /** In an evaluation the gate answers only to names of this machine, so that no other name can be pointed at it. */
    boolean answersTo(List<String> hosts, int port) {
        return !evaluation
                || (hosts.size() == 1
                        && Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port)
                                .contains(hosts.getFirst().toLowerCase(Locale.ROOT)));
    }
}
