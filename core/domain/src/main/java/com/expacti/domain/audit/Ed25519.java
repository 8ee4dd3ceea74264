package com.expacti.domain.audit;

import com.expacti.domain.command.Digest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** Checking Ed25519 signatures (RFC 8032) by the platform's own provider; keys and signatures are unpadded base64url. */
public final class Ed25519 {
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    /** RFC 8410 section 4: what precedes the 32 bytes in a SubjectPublicKeyInfo. */
    private static final byte[] SPKI = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private Ed25519() {}

    /**
     * Whether the key signed the text's UTF-8. A signature written in another way than the one canonical one does not fit:
     * else two lines would say the same and have two digests.
     *
     * @param x the public key as a JWK has it (RFC 8037)
     */
    public static boolean fits(String x, String text, String signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key(x));
            verifier.update(text.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(bytes(signature, SIGNATURE_BYTES));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The id of a key: its JWK thumbprint (RFC 7638, RFC 8037 appendix A.3), so that no other key can have it. */
    public static String thumbprint(String x) {
        String jwk = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        return encode(Digest.sha256().digest(jwk.getBytes(StandardCharsets.UTF_8)));
    }

    /** The key's {@code x}: the last 32 bytes of its SubjectPublicKeyInfo. */
    public static String x(PublicKey key) {
        return encode(Arrays.copyOfRange(key.getEncoded(), SPKI.length, SPKI.length + KEY_BYTES));
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static PublicKey key(String x) throws GeneralSecurityException {
        byte[] spki = Arrays.copyOf(SPKI, SPKI.length + KEY_BYTES);
        System.arraycopy(bytes(x, KEY_BYTES), 0, spki, SPKI.length, KEY_BYTES);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    }

    private static byte[] bytes(String text, int length) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (bytes.length != length || !encode(bytes).equals(text)) {
            throw new IllegalArgumentException("not %d bytes in canonical base64url".formatted(length));
        }
        return bytes;
    }
}
