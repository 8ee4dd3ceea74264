package com.expacti.adapters.aws.recording;

import com.expacti.application.recording.SealedChunk;
import com.expacti.domain.command.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The SHA-256 of a sealed chunk: what stands in its row in place of it. */
record Fingerprint(Digest sha256) {
    /** No sealed chunk begins so: its first byte is the format's version. */
    private static final String MARK = "s3\n";

    static Fingerprint of(SealedChunk chunk) {
        return new Fingerprint(
                new Digest(HexFormat.of().formatHex(Digest.sha256().digest(chunk.bytes()))));
    }

    /** Empty for a row that holds the chunk itself, from before there was a bucket. */
    static Optional<Fingerprint> read(SealedChunk row) {
        String text = new String(row.bytes(), StandardCharsets.ISO_8859_1);
        return text.matches(MARK + "[0-9a-f]{64}")
                ? Optional.of(new Fingerprint(new Digest(text.substring(MARK.length()))))
                : Optional.empty();
    }

    SealedChunk row() {
        return new SealedChunk((MARK + sha256.hex()).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** As S3 takes it. */
    String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256.hex()));
    }
}
