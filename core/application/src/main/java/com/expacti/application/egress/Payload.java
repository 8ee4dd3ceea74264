package com.expacti.application.egress;

import java.nio.charset.StandardCharsets;

/** The bytes of a message and what they are. */
public final class Payload {
    private final String mediaType;
    private final byte[] bytes;

    public Payload(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
    }

    public static Payload json(String text) {
        return new Payload("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** As UTF-8; what is none becomes replacement characters. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "%s, %d bytes".formatted(mediaType, bytes.length);
    }
}
