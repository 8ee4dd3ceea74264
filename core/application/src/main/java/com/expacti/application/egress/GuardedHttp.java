package com.expacti.application.egress;

import com.expacti.domain.egress.Purpose;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The port for HTTP to addresses that somebody gave. Calls only what {@link EgressGuard} lets through, at the very address it
 * looked at; follows no redirect; keeps no cookie; reads no more and waits no longer than it was told to.
 */
@FunctionalInterface
public interface GuardedHttp {
    Fetched send(Request request);

    /**
     * @param method {@code GET} or {@code POST}
     * @param headers one value each; {@code Host} and {@code Content-Length} are not the caller's to set
     */
    record Request(
            Purpose purpose,
            String method,
            URI url,
            Map<String, String> headers,
            Optional<Payload> body,
            Limits limits) {
        public Request {
            headers = Map.copyOf(headers);
        }

        public static Request get(Purpose purpose, URI url, Limits limits) {
            return new Request(purpose, "GET", url, Map.of("Accept", "application/json"), Optional.empty(), limits);
        }

        public static Request post(Purpose purpose, URI url, Payload body, Limits limits) {
            return new Request(purpose, "POST", url, Map.of(), Optional.of(body), limits);
        }
    }

    /**
     * @param patience for everything from the look-up of the name to the last byte of the answer
     * @param answerBytesMax an answer with more is none
     */
    record Limits(Duration patience, int answerBytesMax) {
        public static final Limits STANDARD = new Limits(Duration.ofSeconds(10), 256 * 1024);

        public Limits {
            if (patience.isNegative() || patience.isZero() || answerBytesMax < 0) {
                throw new IllegalArgumentException("limits are positive");
            }
        }
    }
}
