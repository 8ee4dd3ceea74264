package com.expacti.adapters.wire.guard;

import com.expacti.domain.command.SourceAddress;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a request comes from: the address at the other end of its connection. Where that is one of our own proxies
 * ({@code expacti.trusted-proxies}, none by default), the address it says it was called from. What a client writes into
 * {@code X-Forwarded-For} itself is never believed.
 */
@Singleton
public final class Sources {
    private static final String FORWARDED = "X-Forwarded-For";
    private static final int HOPS_MAX = 32;

    private final Set<String> trusted;

    /** @throws IllegalArgumentException where a proxy is not given as an IP address */
    public Sources(@Property(name = "expacti.trusted-proxies", defaultValue = "") List<String> trusted) {
        this.trusted = trusted.stream()
                .map(String::strip)
                .filter(proxy -> !proxy.isEmpty())
                .map(proxy -> SourceAddress.parse(proxy)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "EXPACTI_TRUSTED_PROXIES has `%s`, which is no IP address".formatted(proxy))))
                .map(SourceAddress::text)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<SourceAddress> of(HttpRequest<?> request) {
        return of(request.getRemoteAddress(), request.getHeaders().getAll(FORWARDED));
    }

    /** @param forwarded the header's lines, in their order */
    Optional<SourceAddress> of(InetSocketAddress peer, List<String> forwarded) {
        Optional<SourceAddress> from = Optional.ofNullable(peer.getAddress())
                .map(InetAddress::getAddress)
                .map(SourceAddress::of);
        List<String> hops = new ArrayList<>();
        forwarded.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
        for (int i = hops.size() - 1; i >= 0 && hops.size() - i <= HOPS_MAX && isOurs(from); i--) {
            from = SourceAddress.parse(hops.get(i).strip());
        }
        return from;
    }

    private boolean isOurs(Optional<SourceAddress> address) {
        return address.map(SourceAddress::text).filter(trusted::contains).isPresent();
    }
}
