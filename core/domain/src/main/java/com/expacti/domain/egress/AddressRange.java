package com.expacti.domain.egress;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A run of IP addresses with a common prefix (RFC 4632).
 *
 * @param first any address of the range; bits behind the prefix are not looked at
 * @param prefixBits 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressRange(InetAddress first, int prefixBits) {
    private static final int BITS_OF_A_BYTE = 8;

    public AddressRange {
        if (prefixBits < 0 || prefixBits > first.getAddress().length * BITS_OF_A_BYTE) {
            throw new IllegalArgumentException("a prefix of %d bits does not fit the address".formatted(prefixBits));
        }
    }

    /** {@code 10.0.0.0/8}, or one address; empty for anything else. No name is looked up. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        return Host.parse(address).flatMap(Host::literal).flatMap(first -> {
            int width = first.getAddress().length * BITS_OF_A_BYTE;
            String bits = slash < 0 ? Integer.toString(width) : text.substring(slash + 1);
            return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= width
                    ? Optional.of(new AddressRange(first, Integer.parseInt(bits)))
                    : Optional.empty();
        });
    }

    /** Never true between IPv4 and IPv6; an IPv4-mapped address is an IPv4 one by the time it is an {@link InetAddress}. */
    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit += BITS_OF_A_BYTE) {
            int kept = Math.min(BITS_OF_A_BYTE, prefixBits - bit);
            int mask = 0xff << (BITS_OF_A_BYTE - kept) & 0xff;
            int at = bit / BITS_OF_A_BYTE;
            if (((ours[at] ^ theirs[at]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
