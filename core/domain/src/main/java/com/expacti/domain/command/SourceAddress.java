package com.expacti.domain.command;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The IP address a command came from, as the gate's own socket saw it.
 *
 * @param text as it is shown: dotted, or lower-case hexadecimal groups
 * @param network what is compared: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one. Addresses change
 *     within a network all the time; {@code loopback} is one network
 */
public record SourceAddress(String text, String network) {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int LENGTH_MAX = 45;

    /** @param address 4 bytes, or 16; an IPv4 address written as an IPv6 one is the IPv4 address */
    public static SourceAddress of(byte[] address) {
        return switch (address.length) {
            case IPV4_BYTES -> ipv4(address, 0);
            case IPV6_BYTES -> isMapped(address) ? ipv4(address, IPV6_BYTES - IPV4_BYTES) : ipv6(address);
            default -> throw new IllegalArgumentException("an IP address has 4 or 16 bytes");
        };
    }

    /** Empty for what is no IP address; no name is ever looked up. */
    public static Optional<SourceAddress> parse(String text) {
        if (text.length() > LENGTH_MAX || text.indexOf('%') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(InetAddress.ofLiteral(text).getAddress()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static SourceAddress ipv4(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        String prefix = "%d.%d.%d.".formatted(first, bytes[at + 1] & 0xff, bytes[at + 2] & 0xff);
        return new SourceAddress(prefix + (bytes[at + 3] & 0xff), first == 127 ? "loopback" : prefix + "0/24");
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    private static SourceAddress ipv6(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        boolean loopback = bytes[IPV6_BYTES - 1] == 1;
        for (int i = 0; i < IPV6_BYTES; i += 2) {
            int group = (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
            text.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
            loopback &= group == 0 || i == IPV6_BYTES - 2 && group == 1;
        }
        String network = HexFormat.of().formatHex(bytes, 0, 6) + "/48";
        return new SourceAddress(text.toString(), loopback ? "loopback" : network);
    }
}
