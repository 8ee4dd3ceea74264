package com.expacti.cli.audit;

import com.expacti.client.wire.BadMessage;
import com.expacti.client.wire.Message;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The published keys in the order they followed each other: each but the first announced by a rotation that the one before
 * and itself signed. Another key set than that does not come to be.
 */
public final class KeySet {
    private static final Set<String> ROTATION =
            Set.of("type", "key_id", "new_key_id", "new_key", "reason", "timestamp", "signature", "new_signature");
    private static final int KEY_BYTES = 32;
    /** RFC 8410: what precedes the 32 bytes of an Ed25519 key. */
    private static final byte[] SPKI = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private final Map<String, String> keys = new LinkedHashMap<>();
    private final List<String> order = new ArrayList<>();
    private final Set<String> revoked = new HashSet<>();

    private KeySet() {}

    /**
     * @param trust a key that was known before, which has to be in it
     * @throws Unproven saying what is wrong with the key set
     */
    public static KeySet of(String json, Optional<String> trust) throws Unproven {
        try {
            KeySet set = new KeySet();
            set.read(Message.parse(json));
            Unproven.unless(trust.isEmpty() || set.keys.containsKey(trust.get()), "the trusted key is not in it");
            return set;
        } catch (BadMessage bad) {
            throw new Unproven("key set: " + bad.getMessage());
        } catch (Unproven wrong) {
            throw new Unproven("key set", wrong);
        }
    }

    private void read(Message published) throws Unproven {
        add(published.objects("keys"));
        List<Message> bad = published.objects("revoked_keys");
        add(bad);
        List<Message> rotations = published.objects("rotations");
        Unproven.unless(!keys.isEmpty(), "there is no key in it");
        order.add(rotations.isEmpty() ? keys.keySet().iterator().next() : Signed.text(rotations.getFirst(), "key_id"));
        for (Message rotation : rotations) {
            follow(rotation);
        }
        Unproven.unless(
                order.size() == keys.size() && keys.keySet().equals(Set.copyOf(order)),
                "a key that no rotation announced");
        Set<String> apart = new HashSet<>();
        for (Message key : bad) {
            apart.add(Signed.text(key, "kid"));
        }
        Unproven.unless(apart.equals(revoked), "revoked keys stand in another list");
    }

    private void add(List<Message> jwks) throws Unproven {
        for (Message jwk : jwks) {
            keys.put(Signed.text(jwk, "kid"), Signed.text(jwk, "x"));
        }
    }

    private void follow(Message rotation) throws Unproven {
        Unproven.unless(rotation.fields().keySet().equals(ROTATION), "a rotation has other fields");
        String from = Signed.text(rotation, "key_id");
        String to = Signed.text(rotation, "new_key_id");
        Unproven.unless(
                from.equals(order.getLast()) && rotation.type().equals("key_rotation"),
                "a rotation is not from the key before");
        Unproven.unless(
                Signed.text(rotation, "new_key").equals(keys.get(to)), "a rotation is to a key that is not in it");
        byte[] said = Signed.canonical(rotation.fields(), "signature", "new_signature");
        check(from, said, Signed.text(rotation, "signature"));
        check(to, said, Signed.text(rotation, "new_signature"));
        order.add(to);
        switch (Signed.text(rotation, "reason")) {
            case "scheduled" -> {}
            case "compromised" -> revoked.add(from);
            case String other -> throw new Unproven("a rotation for the reason `" + other + "`");
        }
    }

    /** Where the key stands in the order. */
    int place(String keyId) {
        return order.indexOf(keyId);
    }

    boolean isRevoked(String keyId) {
        return revoked.contains(keyId);
    }

    /** @throws Unproven unless the key is here, has its thumbprint as id (RFC 7638), and signed the message */
    void check(String keyId, byte[] message, String signature) throws Unproven {
        String x = keys.get(keyId);
        if (x == null) {
            throw new Unproven("its key is not in the key set");
        }
        byte[] jwk = Signed.canonical(Map.of("crv", "Ed25519", "kty", "OKP", "x", x));
        Unproven.unless(Signed.encode(Signed.sha256(jwk)).equals(keyId), "a key's id is not its thumbprint");
        byte[] bytes = Signed.decode(signature);
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki(x))));
            verifier.update(message);
            Unproven.unless(verifier.verify(bytes), "its signature does not fit");
        } catch (GeneralSecurityException e) {
            throw new Unproven("its signature does not fit");
        }
    }

    private static byte[] spki(String x) throws Unproven {
        byte[] key = Signed.decode(x);
        Unproven.unless(key.length == KEY_BYTES, "a key has another length");
        byte[] spki = java.util.Arrays.copyOf(SPKI, SPKI.length + KEY_BYTES);
        System.arraycopy(key, 0, spki, SPKI.length, KEY_BYTES);
        return spki;
    }
}
