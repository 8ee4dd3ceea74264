package com.expacti.domain.audit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a signed receipt says of one decided command: the payload of a JWS (RFC 7515) in compact form. It says the same each
 * time it is asked for.
 *
 * @param commandSha256 of the exact text in UTF-8
 * @param decidedBy absent where whoever gets the receipt is not shown who decided
 * @param entryHash the hash of the entry {@code seq} of the org's chain
 */
public record Receipt(
        String org,
        String command,
        String commandSha256,
        String decision,
        String via,
        Optional<String> decidedBy,
        long seq,
        String entryHash,
        String timestamp) {

    /** The JWS signing input: header and payload, each base64url of its RFC 8785 form. */
    public String signingInput(String keyId) {
        SortedMap<String, Object> header =
                new TreeMap<>(Map.of("alg", "EdDSA", "kid", keyId, "typ", "expacti-receipt+jws"));
        return encode(CanonicalJson.write(header)) + "." + encode(CanonicalJson.write(payload()));
    }

    private SortedMap<String, Object> payload() {
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("org_id", org);
        fields.put("command_id", command);
        fields.put("command_sha256", commandSha256);
        fields.put("decision", decision);
        fields.put("via", via);
        decidedBy.ifPresent(actor -> fields.put("decided_by", actor));
        fields.put("seq", seq);
        fields.put("entry_hash", entryHash);
        fields.put("timestamp", timestamp);
        return fields;
    }

    private static String encode(String json) {
        return Ed25519.encode(json.getBytes(StandardCharsets.UTF_8));
    }
}
