package com.expacti.domain.org;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** The curves of FIPS 186-4 that SSH keys are on (SP 800-186 §3.2.1): y² = x³ − 3x + b modulo p. */
enum NistCurve {
    NISTP256(
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
            "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
    NISTP384(
            "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
            "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef"),
    NISTP521(
            "1ff" + "f".repeat(128),
            "051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df88"
                    + "3d2c34f1ef451fd46b503f00");

    private static final byte UNCOMPRESSED = 4;
    private static final BigInteger THREE = BigInteger.valueOf(3);

    private final BigInteger p;
    private final BigInteger b;

    NistCurve(String p, String b) {
        this.p = new BigInteger(p, 16);
        this.b = new BigInteger(b, 16);
    }

    static Optional<NistCurve> of(String name) {
        return Arrays.stream(values())
                .filter(curve -> curve.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Whether these bytes are one of its points, uncompressed (SEC 1 §2.3.3). */
    boolean has(byte[] point) {
        int size = (p.bitLength() + 7) / 8;
        if (point.length != 1 + 2 * size || point[0] != UNCOMPRESSED) {
            return false;
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + size));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + size, point.length));
        BigInteger right = x.pow(3).subtract(THREE.multiply(x)).add(b).mod(p);
        return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
    }
}
