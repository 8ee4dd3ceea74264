package com.expacti.adapters.billing.stripe;

import com.expacti.application.billing.Payments.Notification;
import com.expacti.application.failure.GateException;
import com.fasterxml.jackson.jr.ob.JSON;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which messages are Stripe's own: signed with our secret over the bytes as they came, within five minutes. */
final class SignedEvents {
    static final String HEADER = "Stripe-Signature";
    static final long TOLERANCE_SECONDS = 300;

    private final String secret;
    private final InstantSource clock;

    SignedEvents(String secret, InstantSource clock) {
        this.secret = secret;
        this.clock = clock;
    }

    /** Nothing of the body is read before the signature is found good. */
    Notification verified(String body, String signature) {
        try {
            Webhook.Signature.verifyHeader(body, signature, secret, TOLERANCE_SECONDS, clock.withZone(ZoneOffset.UTC));
        } catch (SignatureVerificationException | RuntimeException e) {
            throw refused();
        }
        return notification(body);
    }

    private static Notification notification(String body) {
        Map<String, Object> event = object(body);
        Optional<String> id = text(event.get("id"));
        Optional<String> type = text(event.get("type"));
        if (id.isEmpty() || type.isEmpty()) {
            throw notAnEvent();
        }
        Map<?, ?> object = map(map(event.get("data")).get("object"));
        return new Notification(id.get(), type.get(), customer(object.get("customer")));
    }

    private static Map<String, Object> object(String body) {
        try {
            return JSON.std.mapFrom(body);
        } catch (IOException e) {
            throw notAnEvent();
        }
    }

    /** An id, or the whole customer where it was asked for. */
    private static Optional<String> customer(@Nullable Object customer) {
        return customer instanceof Map<?, ?> whole ? text(whole.get("id")) : text(customer);
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private static GateException notAnEvent() {
        return GateException.badMessage("data", "the message is signed, but is not an event");
    }

    private static GateException refused() {
        return GateException.badMessage(
                HEADER, "the message is not signed by the payment service, or its signature is over five minutes old");
    }
}
