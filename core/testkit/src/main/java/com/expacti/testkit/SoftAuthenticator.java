package com.expacti.testkit;

import com.expacti.application.passkey.Assertion;
import com.expacti.application.passkey.Attestation;
import com.expacti.domain.command.Digest;
import com.upokecenter.cbor.CBORObject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * An authenticator with a browser around it, in software: one ES256 key, real signatures (WebAuthn level 2, §6). Its lies are
 * said out loud: {@link #at}, {@link #forRp}, {@link #unverified}, {@link #counting}.
 */
public final class SoftAuthenticator {
    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;
    private static final int COORDINATE_BYTES = 32;

    private final KeyPair keys;
    private final byte[] credentialId;
    private String origin;
    private String rpId;
    private int flags = PRESENT | VERIFIED;
    private long count;

    /** @param origin what the browser says it is at, as {@code https://gate.example.com} */
    public SoftAuthenticator(String origin, String rpId) {
        this.origin = origin;
        this.rpId = rpId;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
        credentialId = sha256(keys.getPublic().getEncoded());
    }

    private static byte[] sha256(byte[] bytes) {
        return Digest.sha256().digest(bytes);
    }

    /** The browser is at another page. */
    public SoftAuthenticator at(String other) {
        origin = other;
        return this;
    }

    /** The key is asked for another relying party. */
    public SoftAuthenticator forRp(String other) {
        rpId = other;
        return this;
    }

    /** Somebody touched it, and nobody looked who. */
    public SoftAuthenticator unverified() {
        flags = PRESENT;
        return this;
    }

    /** It has counted so far. */
    public SoftAuthenticator counting(long so) {
        count = so;
        return this;
    }

    public String credentialId() {
        return base64(credentialId);
    }

    /** What comes of {@code navigator.credentials.create}. */
    public Attestation made(String challenge) {
        CBORObject object = CBORObject.NewOrderedMap()
                .Add("fmt", "none")
                .Add("attStmt", CBORObject.NewOrderedMap())
                .Add("authData", authenticatorData(flags | ATTESTED, attested()));
        return new Attestation(
                credentialId(),
                base64(clientData("webauthn.create", challenge)),
                base64(object.EncodeToBytes()),
                List.of("internal"));
    }

    private byte[] attested() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[16]); // no model is told
        out.writeBytes(ByteBuffer.allocate(Short.BYTES)
                .putShort((short) credentialId.length)
                .array());
        out.writeBytes(credentialId);
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        out.writeBytes(CBORObject.NewOrderedMap()
                .Add(1, 2) // kty: EC2
                .Add(3, -7) // alg: ES256
                .Add(-1, 1) // crv: P-256
                .Add(-2, coordinate(key.getW().getAffineX()))
                .Add(-3, coordinate(key.getW().getAffineY()))
                .EncodeToBytes());
        return out.toByteArray();
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] out = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, out, COORDINATE_BYTES - length, length);
        return out;
    }

    /** What comes of {@code navigator.credentials.get}. */
    public Assertion signed(String challenge) {
        count++;
        byte[] client = clientData("webauthn.get", challenge);
        byte[] data = authenticatorData(flags, new byte[0]);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(client));
            return new Assertion(
                    credentialId(), base64(client), base64(data), base64(signature.sign()), Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with ES256", e);
        }
    }

    private byte[] authenticatorData(int saidFlags, byte[] attested) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(sha256(rpId.getBytes(StandardCharsets.UTF_8)));
        out.write(saidFlags);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) count).array());
        out.writeBytes(attested);
        return out.toByteArray();
    }

    private byte[] clientData(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
