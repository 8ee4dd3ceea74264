package com.expacti.testkit;

import com.expacti.application.audit.AuditKeys;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.AuditKeySet;
import com.expacti.domain.audit.Ed25519;
import com.expacti.domain.audit.KeyRotation;
import com.expacti.domain.audit.KeyRotation.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Real Ed25519 keys that nobody keeps. */
public final class FakeAuditKeys implements AuditKeys {
    private final InstantSource clock;
    private final Map<String, PrivateKey> secrets = new HashMap<>();
    private final List<KeyRotation> rotations = new ArrayList<>();
    private final String first;

    public FakeAuditKeys(InstantSource clock) {
        this.clock = clock;
        this.first = fresh();
    }

    @Override
    public synchronized AuditKeySet published() {
        return new AuditKeySet(first, rotations);
    }

    @Override
    public synchronized String sign(String keyId, String text) {
        if (!published().active().equals(keyId)) {
            throw new IllegalStateException("no key of that id signs now");
        }
        return signWith(keyId, text);
    }

    private String signWith(String keyId, String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(Objects.requireNonNull(secrets.get(keyId)));
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Ed25519.encode(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of the key that signs from now on. */
    public synchronized String rotate(Reason reason) {
        String old = published().active();
        String x = fresh();
        String timestamp = AuditEntry.timestamp(clock.instant());
        String text = KeyRotation.signedText(old, x, reason, timestamp);
        rotations.add(
                new KeyRotation(old, x, reason, timestamp, signWith(old, text), signWith(Ed25519.thumbprint(x), text)));
        return published().active();
    }

    private String fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            String x = Ed25519.x(pair.getPublic());
            secrets.put(Ed25519.thumbprint(x), pair.getPrivate());
            return x;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }
}
