package com.expacti.domain.audit;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The statement that one key follows another, signed by both: whoever trusts either of them can trust the other.
 *
 * @param timestamp RFC 3339 in UTC with milliseconds
 * @param newKey the successor's {@code x}
 * @param signature by the key that goes
 * @param newSignature by the key that comes
 */
public record KeyRotation(
        String keyId, String newKey, Reason reason, String timestamp, String signature, String newSignature) {

    /** Why a key was replaced. */
    public enum Reason {
        /** In its time: what it signed stays good. */
        SCHEDULED("scheduled"),
        /** Somebody else may have it: what it signed is good only where a later key vouches for it. */
        COMPROMISED("compromised");

        private final String literal;

        Reason(String literal) {
            this.literal = literal;
        }

        public String literal() {
            return literal;
        }

        public static Optional<Reason> of(String literal) {
            return Arrays.stream(values())
                    .filter(reason -> reason.literal.equals(literal))
                    .findFirst();
        }
    }

    public String newKeyId() {
        return Ed25519.thumbprint(newKey);
    }

    /** What both sign, in UTF-8: RFC 8785 of all fields but the signatures. */
    public static String signedText(String keyId, String newKey, Reason reason, String timestamp) {
        return CanonicalJson.write(fields(keyId, newKey, reason, timestamp));
    }

    /** All fields in RFC 8785. */
    public String json() {
        SortedMap<String, Object> all = fields(keyId, newKey, reason, timestamp);
        all.put("signature", signature);
        all.put("new_signature", newSignature);
        return CanonicalJson.write(all);
    }

    /** @param x the public key that goes */
    boolean isSignedBy(String x) {
        String text = signedText(keyId, newKey, reason, timestamp);
        return Ed25519.fits(x, text, signature) && Ed25519.fits(newKey, text, newSignature);
    }

    private static SortedMap<String, Object> fields(String keyId, String newKey, Reason reason, String timestamp) {
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("type", "key_rotation");
        fields.put("key_id", keyId);
        fields.put("new_key_id", Ed25519.thumbprint(newKey));
        fields.put("new_key", newKey);
        fields.put("reason", reason.literal());
        fields.put("timestamp", timestamp);
        return fields;
    }
}
