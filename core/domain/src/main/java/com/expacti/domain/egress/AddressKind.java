package com.expacti.domain.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What kind of place an address is, by the registries of special addresses (RFC 6890, RFC 4291, and what clouds publish). */
public enum AddressKind {
    PUBLIC("a public address"),
    LOOPBACK("an address of the machine itself"),
    PRIVATE("a private address"),
    METADATA("an address where clouds hand out credentials"),
    LINK_LOCAL("a link-local address"),
    MULTICAST("a multicast address"),
    UNSPECIFIED("the address of no place"),
    RESERVED("a reserved address"),
    TUNNEL("an IPv4 address in another form");

    private static final List<AddressRange> METADATA_RANGES = ranges(
            "169.254.0.0/16",
            "100.100.100.200",
            "168.63.129.16",
            "192.0.0.192",
            "fd00:ec2::/32",
            "fd20:ce::254",
            "fe80::a9fe:a9fe");

    /** The first that has the address counts. What is in none of them is public, if IPv4; IPv6 is public in 2000::/3 alone. */
    private static final List<Map.Entry<AddressKind, List<AddressRange>>> SPECIAL = List.of(
            Map.entry(METADATA, METADATA_RANGES),
            Map.entry(UNSPECIFIED, ranges("0.0.0.0/8", "::")),
            Map.entry(LOOPBACK, ranges("127.0.0.0/8", "::1")),
            Map.entry(PRIVATE, ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")),
            Map.entry(LINK_LOCAL, ranges("fe80::/10", "fec0::/10")),
            Map.entry(MULTICAST, ranges("224.0.0.0/4", "ff00::/8")),
            Map.entry(
                    RESERVED,
                    ranges(
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "240.0.0.0/4",
                            "2001:db8::/32",
                            "3fff::/20")),
            Map.entry(RESERVED, ranges("2001:2::/48", "2001:10::/28", "2001:20::/28")));

    private static final AddressRange GLOBAL_IPV6 = range("2000::/3");
    private static final AddressRange NAT64 = range("64:ff9b::/96");
    private static final AddressRange SIX_TO_FOUR = range("2002::/16");
    private static final AddressRange TEREDO = range("2001::/32");
    private static final AddressRange COMPATIBLE = range("::/96");
    private static final AddressRange TRANSLATED = range("::ffff:0:0:0/96");
    private static final int IPV4_BYTES = 4;

    private final String sentence;

    AddressKind(String sentence) {
        this.sentence = sentence;
    }

    /** With its article, as a sentence goes on: {@code a private address}. */
    public String sentence() {
        return sentence;
    }

    public static AddressKind of(InetAddress address) {
        for (Map.Entry<AddressKind, List<AddressRange>> special : SPECIAL) {
            if (special.getValue().stream().anyMatch(range -> range.contains(address))) {
                return special.getKey();
            }
        }
        return address.getAddress().length == IPV4_BYTES ? PUBLIC : ipv6(address);
    }

    private static AddressKind ipv6(InetAddress address) {
        if (NAT64.contains(address)) { // RFC 6052: where a network has no IPv4, this is how IPv4 is reached
            return of(embedded(address, 12, 0));
        }
        Optional<InetAddress> inside = tunnelled(address);
        if (inside.isPresent()) {
            return of(inside.get()) == METADATA ? METADATA : TUNNEL;
        }
        return GLOBAL_IPV6.contains(address) ? PUBLIC : RESERVED;
    }

    private static Optional<InetAddress> tunnelled(InetAddress address) {
        if (SIX_TO_FOUR.contains(address)) { // RFC 3056
            return Optional.of(embedded(address, 2, 0));
        }
        if (TEREDO.contains(address)) { // RFC 4380 §4: the client's address stands there inverted
            return Optional.of(embedded(address, 12, 0xff));
        }
        return COMPATIBLE.contains(address) || TRANSLATED.contains(address)
                ? Optional.of(embedded(address, 12, 0))
                : Optional.empty();
    }

    private static InetAddress embedded(InetAddress address, int at, int inverted) {
        byte[] all = address.getAddress();
        byte[] four = new byte[IPV4_BYTES];
        for (int i = 0; i < IPV4_BYTES; i++) {
            four[i] = (byte) (all[at + i] ^ inverted);
        }
        try {
            return InetAddress.getByAddress(four);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static List<AddressRange> ranges(String... texts) {
        return List.of(texts).stream().map(AddressKind::range).toList();
    }

    private static AddressRange range(String text) {
        return AddressRange.parse(text).orElseThrow(() -> new IllegalStateException(text));
    }
}
