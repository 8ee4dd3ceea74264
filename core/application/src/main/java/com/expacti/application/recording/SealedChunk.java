package com.expacti.application.recording;

import java.util.Arrays;

/** Some events of a recording in their order, encrypted. */
public final class SealedChunk {
    private final byte[] bytes;

    public SealedChunk(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedChunk chunk && Arrays.equals(bytes, chunk.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SealedChunk of " + bytes.length + " bytes";
    }
}
