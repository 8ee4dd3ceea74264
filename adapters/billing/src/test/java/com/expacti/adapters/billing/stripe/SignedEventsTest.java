package com.expacti.adapters.billing.stripe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.expacti.application.billing.Payments.Notification;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.testkit.FakeClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Threat F5: which messages are theirs. Events are written as Stripe documents them. */
final class SignedEventsTest {
    private static final String SECRET = "whsec_test_secret";

    private final FakeClock clock = new FakeClock();
    private final SignedEvents events = new SignedEvents(SECRET, clock);

    @Test
    void f5_every_kind_of_event_that_is_signed_says_whom_it_is_about() {
        for (String name : List.of(
                "checkout.session.completed",
                "customer.subscription.updated",
                "customer.subscription.deleted",
                "invoice.paid",
                "invoice.payment_failed")) {
            String body = fixture(name);

            Notification seen = events.verified(body, signed(body, 0));

            assertEquals(name, seen.type());
            assertEquals(Optional.of("cus_Na6dX7aXxi11N4"), seen.customer(), name);
            assertTrue(seen.id().startsWith("evt_"), name);
        }
    }

    @Test
    void f5_a_body_that_was_changed_by_one_character_is_not_theirs() {
        String body = fixture("invoice.paid");

        refused(body.replace("cus_Na6dX7aXxi11N4", "cus_Na6dX7aXxi11N5"), signed(body, 0));
        refused(body + " ", signed(body, 0));
    }

    @Test
    void f5_a_signature_under_another_secret_or_none_is_not_theirs() {
        String body = fixture("invoice.paid");

        refused(body, signed(body, 0, "whsec_another"));
        for (String odd :
                List.of("", "t=", "v1=abc", "t=1,v1=", "t=x,v1=y", "t=99999999999999999999,v1=00", "\u0000", ",,,")) {
            refused(body, odd);
        }
        refused(body, signed(body, 0).replace("v1=", "v0="));
    }

    @Test
    void f5_a_signature_is_good_for_five_minutes() {
        String body = fixture("invoice.paid");
        String signature = signed(body, 0);

        clock.advance(Duration.ofSeconds(300));
        assertEquals("invoice.paid", events.verified(body, signature).type());
        clock.advance(Duration.ofSeconds(1));
        refused(body, signature);
    }

    @Test
    void while_a_secret_is_being_replaced_one_good_signature_is_enough() {
        String body = fixture("invoice.paid");
        String both = signed(body, 0, "whsec_another") + "," + signed(body, 0).split(",")[1];

        assertEquals("invoice.paid", events.verified(body, both).type());
    }

    @Test
    void a_signed_body_that_is_no_event_is_refused_and_never_breaks_us() {
        for (String body :
                List.of("", "[]", "7", "{}", "{\"id\":\"evt_1\"}", "{\"id\":1,\"type\":2}", "nul", "\"x\"")) {
            refused(body, signed(body, 0));
        }
        for (String body : List.of(
                "{\"id\":\"evt_1\",\"type\":\"x\"}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"data\":[]}",
                "{\"id\":\"evt_1\",\"type\":\"x\",\"data\":{\"object\":{\"customer\":null}}}")) {
            assertEquals(
                    Optional.empty(), events.verified(body, signed(body, 0)).customer(), body);
        }
        String whole = "{\"id\":\"evt_1\",\"type\":\"x\",\"data\":{\"object\":{\"customer\":{\"id\":\"cus_2\"}}}}";
        assertEquals(
                Optional.of("cus_2"), events.verified(whole, signed(whole, 0)).customer());
    }

    private void refused(String body, String signature) {
        GateException refused = assertThrows(GateException.class, () -> events.verified(body, signature));
        assertEquals(ErrorCode.BAD_MESSAGE, refused.code(), signature);
        assertFalse(String.valueOf(refused.getMessage()).contains(SECRET));
    }

    private String signed(String body, long secondsAgo) {
        return signed(body, secondsAgo, SECRET);
    }

    private String signed(String body, long secondsAgo, String secret) {
        long at = clock.instant().getEpochSecond() - secondsAgo;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] sum = mac.doFinal((at + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=" + at + ",v1=" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fixture(String name) {
        try (InputStream in = SignedEventsTest.class.getResourceAsStream("/stripe/" + name + ".json")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
