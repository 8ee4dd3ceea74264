package com.expacti.application.access;

import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;

/** The port to the keys that access tokens are signed with (P-256). */
public interface SigningKeys {
    /** A pair under its name. */
    record SigningKey(String kid, ECPrivateKey privateKey, ECPublicKey publicKey) {
        @Override
        public String toString() {
            return "SigningKey[" + kid + "]";
        }
    }

    /** The one to sign with now. */
    SigningKey current();

    /** Those whose signatures are good: the current one, its successor before it is used, those it took over from lately. */
    List<SigningKey> good();
}
