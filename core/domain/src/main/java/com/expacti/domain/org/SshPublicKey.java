package com.expacti.domain.org;

import com.expacti.domain.command.Utf8;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A public key as OpenSSH writes it, read to its last byte (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4, OpenSSH's PROTOCOL.u2f).
 * There is one way to write a key: one that could be written twice could be registered twice.
 *
 * @param type as in {@code ssh-ed25519}
 * @param base64 of the key itself
 * @param comment what stood behind it; may be empty
 */
public record SshPublicKey(String type, String base64, String comment) {
    private static final int LENGTH_MAX = 8_192;
    private static final int RSA_BITS_MIN = 3_072;
    private static final int RSA_BITS_MAX = 16_384;
    private static final int ED25519_BYTES = 32;
    private static final int APPLICATION_BYTES_MAX = 256;
    private static final Set<String> NOT_TAKEN = Set.of("ssh-dss");

    /** What is wrong with a text, as the rest of a sentence that begins with the field's name. */
    public static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String why) {
            super(why);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws Unreadable for anything but one whole key of a kind that is taken */
    public static SshPublicKey parse(String text) throws Unreadable {
        String line = text.strip();
        if (line.length() > LENGTH_MAX || line.chars().anyMatch(c -> c < ' ') || !Utf8.encodes(line)) {
            throw new Unreadable("is one line of at most 8192 characters, as in an OpenSSH `.pub` file");
        }
        String[] parts = line.split(" +", 3);
        if (parts.length < 2) {
            throw new Unreadable("is a type, a blank and Base64, as in an OpenSSH `.pub` file");
        }
        SshPublicKey key = new SshPublicKey(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
        key.check();
        return key;
    }

    /** As {@code ssh-keygen -l} shows it: {@code SHA256:} and Base64 without padding. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(blob());
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a Java without SHA-256", e);
        }
    }

    /** Without the comment. */
    public String line() {
        return type + " " + base64;
    }

    private byte[] blob() {
        return Base64.getDecoder().decode(base64);
    }

    private void check() throws Unreadable {
        try {
            byte[] blob = blob();
            if (!Base64.getEncoder().encodeToString(blob).equals(base64)) {
                throw new Unreadable("has Base64 that could be written otherwise");
            }
            Reader reader = new Reader(ByteBuffer.wrap(blob));
            if (!reader.text().equals(type)) {
                throw new Unreadable("says one type before its Base64 and another in it");
            }
            body(reader);
            reader.end();
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new Unreadable("is damaged");
        }
    }

    private void body(Reader reader) throws Unreadable {
        switch (type) {
            case "ssh-ed25519" -> reader.bytes(ED25519_BYTES);
            case "sk-ssh-ed25519@openssh.com" -> {
                reader.bytes(ED25519_BYTES);
                reader.application();
            }
            case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" ->
                reader.point(type.substring("ecdsa-sha2-".length()));
            case "sk-ecdsa-sha2-nistp256@openssh.com" -> {
                reader.point("nistp256");
                reader.application();
            }
            case "ssh-rsa" -> reader.rsa();
            default ->
                throw new Unreadable(
                        NOT_TAKEN.contains(type)
                                ? "is DSA, which is broken; take ssh-ed25519"
                                : "is none of ssh-ed25519, ecdsa-sha2-nistp256, -384 and -521, their sk- forms, or ssh-rsa");
        }
    }

    /** Reads the parts of a key, each after its length. */
    private record Reader(ByteBuffer left) {
        byte[] part() {
            int length = left.getInt();
            if (length < 0 || length > left.remaining()) {
                throw new IllegalArgumentException("a part longer than the rest");
            }
            byte[] part = new byte[length];
            left.get(part);
            return part;
        }

        String text() {
            return new String(part(), StandardCharsets.US_ASCII);
        }

        void bytes(int length) {
            if (part().length != length) {
                throw new IllegalArgumentException("a part of another length");
            }
        }

        void application() throws Unreadable {
            byte[] application = part();
            if (application.length == 0 || application.length > APPLICATION_BYTES_MAX) {
                throw new Unreadable("names no application");
            }
        }

        void point(String curve) throws Unreadable {
            if (!text().equals(curve)
                    || !NistCurve.of(curve).filter(c -> c.has(part())).isPresent()) {
                throw new Unreadable("is no point of its curve");
            }
        }

        void rsa() throws Unreadable {
            BigInteger exponent = positive();
            BigInteger modulus = positive();
            if (modulus.bitLength() < RSA_BITS_MIN || modulus.bitLength() > RSA_BITS_MAX) {
                throw new Unreadable("has %d bits; RSA keys have 3072 to 16384".formatted(modulus.bitLength()));
            }
            if (!modulus.testBit(0)
                    || !exponent.testBit(0)
                    || exponent.bitLength() > Long.SIZE
                    || exponent.equals(BigInteger.ONE)) {
                throw new Unreadable("is no RSA key that anybody should use");
            }
        }

        private BigInteger positive() {
            byte[] bytes = part();
            BigInteger number = new BigInteger(bytes);
            if (number.signum() <= 0 || number.toByteArray().length != bytes.length) {
                throw new IllegalArgumentException("a number that could be written otherwise");
            }
            return number;
        }

        void end() {
            if (left.hasRemaining()) {
                throw new IllegalArgumentException("something behind the key");
            }
        }
    }

    /** The name to show where nobody gave one. */
    public Optional<String> commentIfShort() {
        return comment.isBlank() || comment.length() > 100 ? Optional.empty() : Optional.of(comment);
    }
}
