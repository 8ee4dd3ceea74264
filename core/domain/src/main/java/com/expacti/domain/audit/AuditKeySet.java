package com.expacti.domain.audit;

import com.expacti.domain.audit.KeyRotation.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The public keys of one signer in the order they followed each other, the last of which signs. Each but the first was
 * announced by a rotation; a set in which that is not so does not come to be.
 *
 * @param first the {@code x} of the first key
 */
public record AuditKeySet(String first, List<KeyRotation> rotations) {
    /** @throws IllegalArgumentException where a rotation does not begin at the key before it or is not signed by both */
    public AuditKeySet {
        rotations = List.copyOf(rotations);
        String x = first;
        for (KeyRotation rotation : rotations) {
            if (!rotation.keyId().equals(Ed25519.thumbprint(x)) || !rotation.isSignedBy(x)) {
                throw new IllegalArgumentException(
                        "the rotation to key `%s` is not one from the key before it, signed by both"
                                .formatted(rotation.newKeyId()));
            }
            x = rotation.newKey();
        }
    }

    /** The id of the key that signs now. */
    public String active() {
        return Ed25519.thumbprint(
                rotations.isEmpty() ? first : rotations.getLast().newKey());
    }

    /** Whether a key of the set, revoked or not, signed the checkpoint. */
    public boolean signed(SignedCheckpoint signed) {
        return Optional.ofNullable(keys().get(signed.checkpoint().keyId()))
                .filter(x -> Ed25519.fits(x, signed.checkpoint().signedText(), signed.signature()))
                .isPresent();
    }

    /**
     * The JWK Set (RFC 7517, RFC 8037) that is published, in RFC 8785. Revoked keys stand apart, where a JOSE library finds
     * none to check a receipt with and a verifier of checkpoints still finds them.
     */
    public String json() {
        List<String> revoked = rotations.stream()
                .filter(rotation -> rotation.reason() == Reason.COMPROMISED)
                .map(KeyRotation::keyId)
                .toList();
        List<String> good = new ArrayList<>();
        List<String> bad = new ArrayList<>();
        keys().forEach((kid, x) -> (revoked.contains(kid) ? bad : good).add(jwk(kid, x)));
        return "{\"keys\":[" + String.join(",", good) + "],\"revoked_keys\":[" + String.join(",", bad)
                + "],\"rotations\":["
                + rotations.stream().map(KeyRotation::json).collect(Collectors.joining(",")) + "]}";
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new java.util.LinkedHashMap<>();
        keys.put(Ed25519.thumbprint(first), first);
        rotations.forEach(rotation -> keys.put(rotation.newKeyId(), rotation.newKey()));
        return keys;
    }

    private static String jwk(String kid, String x) {
        return CanonicalJson.write(new TreeMap<>(
                Map.of("kty", "OKP", "crv", "Ed25519", "alg", "EdDSA", "use", "sig", "kid", kid, "x", x)));
    }
}
