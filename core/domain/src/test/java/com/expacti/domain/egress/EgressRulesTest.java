package com.expacti.domain.egress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which addresses are called on behalf of somebody else. */
final class EgressRulesTest {
    private static final EgressRules STRICT = EgressRules.of(List.of(), false);

    @Test
    void only_public_addresses_are_called() {
        assertClear(STRICT, "8.8.8.8", 443);
        for (String address :
                List.of("10.0.0.1", "127.0.0.1", "169.254.169.254", "fe80::1", "224.0.0.1", "0.0.0.0", "::1")) {
            assertBarred(STRICT, address, 443);
        }
    }

    @Test
    void what_the_operator_allows_is_called_at_every_port_and_nothing_beside_it() {
        EgressRules rules = EgressRules.of(List.of("10.1.0.0/16", " fd00:1::/32 ", "192.168.7.7"), false);

        assertClear(rules, "10.1.2.3", 9000);
        assertClear(rules, "fd00:1::5", 9000);
        assertClear(rules, "192.168.7.7", 9000);
        assertBarred(rules, "10.2.0.0", 443);
        assertBarred(rules, "fd00:2::5", 443);
        assertBarred(rules, "192.168.7.8", 443);
        assertBarred(rules, "8.8.8.8", 9000);
    }

    @Test
    void a_name_the_operator_allows_is_called_wherever_it_points() {
        EgressRules rules = EgressRules.of(List.of("Host.Example"), false);

        assertEquals(
                new EgressVerdict.Clear(),
                rules.judge(
                        destination("host.example", Purpose.WEBHOOK, 8080, false), InetAddress.ofLiteral("10.0.0.1")));
        assertFalse(
                rules.judge(
                                destination("a.host.example", Purpose.WEBHOOK, 443, true),
                                InetAddress.ofLiteral("10.0.0.1"))
                        instanceof EgressVerdict.Clear);
    }

    @Test
    void metadata_is_never_called_whatever_is_allowed() {
        EgressRules all =
                EgressRules.of(List.of("0.0.0.0/0", "::/0", "metadata.google.internal", "host.example"), true);

        for (String address :
                List.of("169.254.169.254", "fd00:ec2::254", "::ffff:169.254.169.254", "2002:a9fe:a9fe::1")) {
            assertBarred(all, address, 80);
        }
        assertFalse(all.judge(Host.parse("metadata.google.internal.").orElseThrow()) instanceof EgressVerdict.Clear);
        assertFalse(
                all.judge(
                                destination("host.example", Purpose.WEBHOOK, 443, true),
                                InetAddress.ofLiteral("169.254.169.254"))
                        instanceof EgressVerdict.Clear);
    }

    @Test
    void an_evaluation_calls_its_own_machine_and_private_networks_too() {
        EgressRules evaluation = EgressRules.of(List.of(), true);

        assertClear(evaluation, "127.0.0.1", 8080);
        assertClear(evaluation, "::1", 8080);
        assertClear(evaluation, "192.168.1.1", 8080);
        assertBarred(evaluation, "169.254.169.254", 80);
        assertBarred(evaluation, "0.0.0.0", 443);
        assertBarred(evaluation, "fe80::1", 443);
    }

    @Test
    void a_public_address_is_called_encrypted_and_at_the_ports_of_its_purpose() {
        assertTrue(verdict("8.8.8.8", Purpose.TARGET, 22, true) instanceof EgressVerdict.Clear);
        assertTrue(verdict("8.8.8.8", Purpose.TARGET, 2222, true) instanceof EgressVerdict.Clear);
        assertFalse(verdict("8.8.8.8", Purpose.TARGET, 25, true) instanceof EgressVerdict.Clear);
        assertFalse(verdict("8.8.8.8", Purpose.TARGET, 1023, true) instanceof EgressVerdict.Clear);
        assertFalse(verdict("8.8.8.8", Purpose.WEBHOOK, 22, true) instanceof EgressVerdict.Clear);
        assertFalse(verdict("8.8.8.8", Purpose.WEBHOOK, 443, false) instanceof EgressVerdict.Clear);
        assertFalse(verdict("8.8.8.8", Purpose.PUSH, 8443, true) instanceof EgressVerdict.Clear);
    }

    @Test
    void an_entry_that_is_neither_a_range_nor_a_host_stops_the_start() {
        for (String entry :
                List.of("10.0.0.0/33", "10.0/8", "fd00::/129", "http://x", "10.0.0.0/-1", "127.1", "", "*.example")) {
            assertThrows(IllegalArgumentException.class, () -> EgressRules.of(List.of(entry), false), entry);
        }
    }

    @Test
    void a_range_ends_where_its_prefix_says() {
        AddressRange range = AddressRange.parse("172.16.0.0/12").orElseThrow();

        assertTrue(range.contains(InetAddress.ofLiteral("172.31.255.255")));
        assertFalse(range.contains(InetAddress.ofLiteral("172.32.0.0")));
        assertFalse(range.contains(InetAddress.ofLiteral("172.15.255.255")));
        assertFalse(range.contains(InetAddress.ofLiteral("ac10::")));
        assertTrue(AddressRange.parse("0.0.0.0/0").orElseThrow().contains(InetAddress.ofLiteral("255.1.2.3")));
    }

    private static EgressVerdict verdict(String address, Purpose purpose, int port, boolean encrypted) {
        return STRICT.judge(destination(address, purpose, port, encrypted), InetAddress.ofLiteral(address));
    }

    private static Destination destination(String host, Purpose purpose, int port, boolean encrypted) {
        return new Destination(purpose, Host.parse(host).orElseThrow(), port, encrypted);
    }

    private static void assertClear(EgressRules rules, String address, int port) {
        assertEquals(
                new EgressVerdict.Clear(),
                rules.judge(destination(address, Purpose.ISSUER, port, port == 443), InetAddress.ofLiteral(address)));
    }

    private static void assertBarred(EgressRules rules, String address, int port) {
        assertFalse(
                rules.judge(destination(address, Purpose.ISSUER, port, true), InetAddress.ofLiteral(address))
                        instanceof EgressVerdict.Clear,
                address);
    }
}
