package com.expacti.testkit.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.egress.EgressGuard;
import com.expacti.application.egress.Reach;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.egress.Destination;
import com.expacti.domain.egress.EgressRules;
import com.expacti.domain.egress.Purpose;
import com.expacti.testkit.FakeHostNames;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Threats F2: addresses that customers give. */
final class EgressGuardTest {
    private final FakeHostNames names = new FakeHostNames();
    private final EgressGuard guard = new EgressGuard(EgressRules.of(List.of(), false), names);

    @Test
    void a_forbidden_address_is_refused_when_it_is_stored_and_the_field_is_named() {
        for (String host :
                List.of("10.0.0.1", "127.0.0.1", "::1", "[::ffff:127.0.0.1]", "169.254.169.254", "100.64.0.1")) {
            assertRefused("host", () -> guard.checkHost("host", Purpose.TARGET, host, 22));
        }
    }

    @Test
    void an_odd_literal_is_no_host() {
        for (String host : List.of("127.1", "2130706433", "0x7f000001", "0177.0.0.1", "①.example")) {
            assertRefused("host", () -> guard.checkHost("host", Purpose.TARGET, host, 22));
        }
    }

    @Test
    void a_name_with_one_forbidden_address_among_good_ones_is_refused() {
        names.point("mixed.example", "8.8.8.8", "10.0.0.1");

        assertRefused("host", () -> guard.checkHost("host", Purpose.TARGET, "mixed.example", 22));
    }

    @Test
    void a_name_that_has_no_address_yet_may_be_stored_and_is_nowhere_when_called() {
        Destination stored = guard.checkHost("host", Purpose.TARGET, "later.example", 22);

        assertEquals(new Reach.Nowhere(), guard.reach(stored));
    }

    @Test
    void a_name_that_points_inside_once_it_is_called_is_barred() {
        names.point("rebinding.example", "8.8.8.8").point("rebinding.example", "169.254.169.254");

        Destination stored = guard.checkHost("host", Purpose.TARGET, "rebinding.example", 22);

        assertInstanceOf(Reach.Barred.class, guard.reach(stored));
    }

    @Test
    void a_name_is_reached_at_the_addresses_that_were_looked_at() {
        names.point("good.example", "8.8.8.8", "2606:4700::1");

        Destination stored = guard.checkHost("host", Purpose.TARGET, "Good.Example.", 22);

        assertEquals(
                new Reach.At(List.of(InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("2606:4700::1"))),
                guard.reach(stored));
    }

    @Test
    void a_name_with_more_addresses_than_are_looked_at_is_barred() {
        names.point(
                "many.example",
                java.util.stream.IntStream.range(1, 34)
                        .mapToObj(i -> "8.8.8." + i)
                        .toArray(String[]::new));

        assertRefused("host", () -> guard.checkHost("host", Purpose.TARGET, "many.example", 22));
    }

    @Test
    void what_is_said_of_a_name_does_not_tell_where_it_points() {
        names.point("inside.example", "10.11.12.13");

        GateException refusal =
                assertThrows(GateException.class, () -> guard.checkHost("host", Purpose.TARGET, "inside.example", 22));

        assertTrue(!String.valueOf(refusal.getMessage()).contains("10.11"), refusal.getMessage());
    }

    @Test
    void a_url_is_https_at_a_usual_port_without_a_user_or_a_fragment() {
        names.point("hooks.example", "8.8.8.8");

        assertEquals(
                "/a?b=c",
                guard.checkUrl("url", Purpose.WEBHOOK, "https://hooks.example/a?b=c")
                        .toString()
                        .substring(21));
        for (String url : List.of(
                "http://hooks.example/",
                "https://hooks.example:22/",
                "https://hooks.example:0/",
                "https://hooks.example:65536/",
                "https://user:secret@hooks.example/",
                "https://hooks.example/#a",
                "https:///a",
                "https:hooks.example",
                "ftp://hooks.example/",
                "file:///etc/passwd",
                "gopher://hooks.example/",
                "//hooks.example/",
                "https://127.1/",
                "https://0x7f.1/",
                "https://[::ffff:169.254.169.254]/latest",
                "https://169.254.169.254/latest/meta-data",
                "https://metadata.google.internal/",
                "https://hooks.example\\@127.0.0.1/",
                "https://hooks.example /",
                "https://" + "a".repeat(2_048),
                "")) {
            assertRefused("url", () -> guard.checkUrl("url", Purpose.WEBHOOK, url));
        }
    }

    private static void assertRefused(String field, org.junit.jupiter.api.function.Executable asked) {
        GateException refusal = assertThrows(GateException.class, asked);
        assertEquals(ErrorCode.INVALID, refusal.code());
        assertEquals(Optional.of(field), refusal.field());
    }
}
