package com.expacti.adapters.wire.guard;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pages may talk to the gate, and by which names it answers. Pages: its own on this machine and at its public address
 * ({@code expacti.public-url}), or those of {@code expacti.allowed-origins} in their place; besides, pages of other sites that
 * may read its answers ({@code expacti.cors-origins}, none by default).
 */
@Singleton
public final class Origins {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> configured;
    private final Set<String> sites;
    private final Optional<URI> publicUrl;
    private final boolean evaluation;

    /** @param publicUrl where people reach this instance; one on this machine says nothing about other names */
    Origins(
            @Property(name = "expacti.allowed-origins", defaultValue = "") List<String> configured,
            @Property(name = "expacti.cors-origins", defaultValue = "") List<String> sites,
            @Property(name = "expacti.public-url") Optional<String> publicUrl,
            @Property(name = "expacti.eval", defaultValue = "false") boolean evaluation) {
        this.configured = lowerCase(configured);
        this.sites = lowerCase(sites);
        this.publicUrl = publicUrl.map(URI::create).filter(url -> !LOCAL.contains(host(url)));
        this.evaluation = evaluation;
    }

    private static Set<String> lowerCase(List<String> origins) {
        return origins.stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String host(URI url) {
        return String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    }

    /** Whether {@code origin}, as a browser sends it, is one of those configured; {@code port} is the server's own. */
    boolean allows(String origin, int port) {
        String asked = origin.toLowerCase(Locale.ROOT);
        if (sites.contains(asked)) {
            return true;
        }
        return configured.isEmpty()
                ? asked.equals("http://localhost:" + port)
                        || asked.equals("http://127.0.0.1:" + port)
                        || publicUrl
                                .filter(url -> asked.equals(url.getScheme() + "://" + authority(url)))
                                .isPresent()
                : configured.contains(asked);
    }

    /** As a browser writes it: without the port that its scheme has anyway. */
    private static String authority(URI url) {
        boolean standard = url.getPort() < 0
                || url.getPort() == 443 && "https".equals(url.getScheme())
                || url.getPort() == 80 && "http".equals(url.getScheme());
        return standard ? host(url) : host(url) + ":" + url.getPort();
    }

    /**
     * In an evaluation the gate answers only to names of this machine, so that no other name can be pointed at it; with a
     * public address to that one too. With neither it answers to any: no link is made from what is asked for.
     */
    boolean answersTo(List<String> hosts, int port) {
        if (!evaluation && publicUrl.isEmpty()) {
            return true;
        }
        if (hosts.size() != 1) {
            return false;
        }
        String asked = hosts.getFirst().toLowerCase(Locale.ROOT);
        boolean local = LOCAL.stream().anyMatch(name -> asked.equals(name + ":" + port));
        boolean named = publicUrl
                .filter(url ->
                        !evaluation && (asked.equals(authority(url)) || asked.equals(host(url) + ":" + port(url))))
                .isPresent();
        return local || named || configured.stream().anyMatch(origin -> origin.endsWith("://" + asked));
    }

    private static int port(URI url) {
        int standard = "https".equals(url.getScheme()) ? 443 : 80;
        return url.getPort() < 0 ? standard : url.getPort();
    }
}
