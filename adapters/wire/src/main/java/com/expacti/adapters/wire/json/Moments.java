package com.expacti.adapters.wire.json;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How points in time are written: the sockets and REST differ. */
public enum Moments {
    /** Whole Unix seconds, rounded down: the sockets. */
    UNIX_SECONDS {
        @Override
        public JsonNode of(Instant at) {
            return JsonNode.createNumberNode(at.getEpochSecond());
        }
    },
    /** RFC 3339 in UTC with milliseconds: REST. */
    RFC_3339 {
        @Override
        public JsonNode of(Instant at) {
            return JsonNode.createStringNode(
                    MILLISECONDS.format(at.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC)));
        }
    };

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX");

    public abstract JsonNode of(Instant at);

    public Optional<JsonNode> of(Optional<Instant> at) {
        return at.map(this::of);
    }
}
