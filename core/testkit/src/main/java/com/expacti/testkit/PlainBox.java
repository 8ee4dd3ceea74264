package com.expacti.testkit;

import com.expacti.application.secret.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A box anybody can look into; what was sealed for one context still opens in no other. */
public final class PlainBox implements SecretBox {
    @Override
    public byte[] seal(byte[] secret, String context) {
        byte[] label = (context + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Arrays.copyOf(label, label.length + secret.length);
        System.arraycopy(secret, 0, sealed, label.length, secret.length);
        return sealed;
    }

    @Override
    public byte[] open(byte[] sealed, String context) {
        byte[] label = (context + "\n").getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(label, Arrays.copyOf(sealed, label.length))) {
            throw new IllegalStateException("sealed for another context");
        }
        return Arrays.copyOfRange(sealed, label.length, sealed.length);
    }
}
