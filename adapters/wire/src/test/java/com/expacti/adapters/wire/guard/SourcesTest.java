package com.expacti.adapters.wire.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.expacti.domain.command.SourceAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SourcesTest {
    private static final String PROXY = "10.0.0.1";

    @Test
    void the_socket_s_address_counts_whatever_the_caller_writes() {
        Sources none = new Sources(List.of());
        Sources proxied = new Sources(List.of(PROXY));

        assertEquals(Optional.of("203.0.113.7"), of(none, "203.0.113.7", "198.51.100.1"));
        assertEquals(Optional.of("203.0.113.7"), of(proxied, "203.0.113.7", "198.51.100.1"));
        assertEquals(Optional.of(PROXY), of(none, PROXY, "198.51.100.1"));
    }

    @Test
    void behind_our_proxy_it_is_the_address_the_proxy_saw() {
        Sources proxied = new Sources(List.of(PROXY, " 10.0.0.2 ", ""));

        assertEquals(Optional.of("198.51.100.1"), of(proxied, PROXY, "198.51.100.1"));
        assertEquals(Optional.of("198.51.100.1"), of(proxied, PROXY, "1.2.3.4, 198.51.100.1"));
        assertEquals(Optional.of("198.51.100.1"), of(proxied, PROXY, "1.2.3.4", "198.51.100.1, 10.0.0.2"));
        assertEquals(Optional.of(PROXY), of(proxied, PROXY));
    }

    @Test
    void what_the_proxy_says_and_is_no_address_is_unknown() {
        Sources proxied = new Sources(List.of(PROXY));

        assertEquals(Optional.empty(), of(proxied, PROXY, "example.com"));
        assertEquals(Optional.empty(), of(proxied, PROXY, "198.51.100.1, "));
        assertEquals(Optional.empty(), of(proxied, PROXY, "unknown"));
    }

    @Test
    void a_proxy_is_named_by_its_address() {
        assertThrows(IllegalArgumentException.class, () -> new Sources(List.of("proxy.example")));
    }

    private static Optional<String> of(Sources sources, String peer, String... forwarded) {
        return sources.of(new InetSocketAddress(InetAddress.ofLiteral(peer), 4711), List.of(forwarded))
                .map(SourceAddress::text);
    }
}
