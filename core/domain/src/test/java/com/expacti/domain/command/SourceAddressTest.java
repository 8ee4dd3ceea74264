package com.expacti.domain.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where a command came from, by the bytes of a socket. */
final class SourceAddressTest {
    @Test
    void an_ipv4_address_written_as_an_ipv6_one_is_the_ipv4_address() {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 203, 0, 113, 7};

        assertEquals(new SourceAddress("203.0.113.7", "203.0.113.0/24"), SourceAddress.of(mapped));
    }

    @Test
    void an_address_that_is_only_nearly_mapped_stays_an_ipv6_one() {
        for (int at = 0; at < 12; at++) {
            byte[] nearly = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 2, 3, 4};
            nearly[at] = 5;

            assertEquals(
                    7,
                    SourceAddress.of(nearly)
                            .text()
                            .chars()
                            .filter(c -> c == ':')
                            .count(),
                    "byte " + at);
        }
    }

    @Test
    void a_loopback_address_is_one_in_all_its_bytes() {
        assertEquals("loopback", SourceAddress.of(v6(0, 1)).network());
        assertEquals("000000000000/48", SourceAddress.of(v6(0, 2)).network());
        assertEquals("000000000000/48", SourceAddress.of(v6(1, 1)).network());
        assertEquals("loopback", SourceAddress.of(new byte[] {127, 0, 0, 1}).network());
        assertEquals("126.0.0.0/24", SourceAddress.of(new byte[] {126, 0, 0, 1}).network());
    }

    @Test
    void the_longest_text_of_an_address_has_45_characters() {
        String longest = "0000:0000:0000:0000:0000:ffff:203.000.113.007".replace("000.", "100.");

        assertEquals(45, longest.length());
        assertEquals(
                Optional.of("203.100.113.0/24"),
                SourceAddress.parse(longest.replace(".007", ".107")).map(SourceAddress::network));
        assertEquals(Optional.empty(), SourceAddress.parse(longest + "0"));
    }

    @Test
    void an_address_has_4_or_16_bytes() {
        assertThrows(IllegalArgumentException.class, () -> SourceAddress.of(new byte[5]));
        assertThrows(IllegalArgumentException.class, () -> SourceAddress.of(new byte[0]));
    }

    private static byte[] v6(int beforeLast, int last) {
        byte[] bytes = new byte[16];
        bytes[13] = (byte) beforeLast;
        bytes[15] = (byte) last;
        return bytes;
    }
}
