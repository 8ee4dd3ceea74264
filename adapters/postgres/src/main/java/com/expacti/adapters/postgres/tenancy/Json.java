package com.expacti.adapters.postgres.tenancy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON columns as maps and lists of plain values. */
public final class Json {
    /**
     * Buffers come from one pool: by default they are kept per thread, and a virtual thread that lives for one command never
     * uses its own again.
     */
    private static final JSON JSON_COLUMNS = JSON.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                    .build())
            .build();

    private Json() {}

    public static String write(Object value) {
        try {
            return JSON_COLUMNS.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Map<String, Object> object(String json) {
        try {
            return Optional.ofNullable(JSON_COLUMNS.mapFrom(json))
                    .orElseThrow(() -> new IOException("`null` is not an object"));
        } catch (IOException e) {
            throw new UncheckedIOException("a stored JSON value is damaged", e);
        }
    }

    public static List<Object> list(String json) {
        try {
            return JSON_COLUMNS.listFrom(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored JSON value is damaged", e);
        }
    }
}
