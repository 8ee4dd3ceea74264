package com.expacti.adapters.files;

import com.expacti.application.audit.AuditKeys;
import com.expacti.application.secret.SecretBox;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.AuditKeySet;
import com.expacti.domain.audit.Ed25519;
import com.expacti.domain.audit.KeyRotation;
import com.expacti.domain.audit.KeyRotation.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Audit keys in a file of lines: {@code first x}, then one {@code rotated key-id new-key reason timestamp signature
 * new-signature} for each rotation, last {@code active key-id sealed-private-key}. Only the private half of the active key is
 * kept. The file is looked at each time, so that a rotation by another process counts at once; it is replaced as a whole, so readers need no
 * lock and keep nobody waiting.
 */
public final class FileAuditKeys implements AuditKeys {
    private static final String FILE = "audit-keys";

    private final Path folder;
    private final Path file;
    private final Exclusive exclusive;
    private final SecretBox box;
    private final InstantSource clock;

    private volatile Optional<Seen> seen = Optional.empty();

    private record Stored(AuditKeySet set, byte[] sealed) {}

    /** What a file of this time and identity holds: another takes its place, it is never written again. */
    private record Seen(List<Object> file, Stored stored) {}

    private FileAuditKeys(Path folder, SecretBox box, InstantSource clock) throws IOException {
        this.folder = folder;
        this.file = folder.resolve(FILE);
        this.exclusive = Exclusive.in(folder);
        this.box = box;
        this.clock = clock;
    }

    /**
     * Opens the keys in the folder, making the first at the first start.
     *
     * @throws IOException where they cannot be read, opened or written
     */
    public static FileAuditKeys open(Path folder, SecretBox box, InstantSource clock) throws IOException {
        FileAuditKeys keys = new FileAuditKeys(folder, box, clock);
        keys.exclusive.run("the audit keys cannot be written", () -> {
            if (!Files.exists(keys.file)) {
                KeyPair first = pair();
                keys.store(new AuditKeySet(Ed25519.x(first.getPublic()), List.of()), first.getPrivate());
            }
            return keys.read();
        });
        return keys;
    }

    @Override
    public AuditKeySet published() {
        return current().set();
    }

    @Override
    public String sign(String keyId, String text) {
        Stored stored = current();
        if (!stored.set().active().equals(keyId)) {
            throw new IllegalStateException("the audit key `%s` does not sign; `%s` does"
                    .formatted(keyId, stored.set().active()));
        }
        return signWith(secret(stored), text);
    }

    /**
     * Makes a key that signs from now on, announced by the one it replaces, whose private half is forgotten.
     *
     * @return the new key's id
     */
    public String rotate(Reason reason) {
        return exclusive.run("the audit keys cannot be written", () -> {
            Stored stored = read();
            KeyPair next = pair();
            String x = Ed25519.x(next.getPublic());
            String timestamp = AuditEntry.timestamp(clock.instant());
            String text = KeyRotation.signedText(stored.set().active(), x, reason, timestamp);
            List<KeyRotation> rotations = new ArrayList<>(stored.set().rotations());
            rotations.add(new KeyRotation(
                    stored.set().active(),
                    x,
                    reason,
                    timestamp,
                    signWith(secret(stored), text),
                    signWith(next.getPrivate(), text)));
            AuditKeySet set = new AuditKeySet(stored.set().first(), rotations);
            store(set, next.getPrivate());
            return set.active();
        });
    }

    private void store(AuditKeySet set, PrivateKey active) throws IOException {
        StringBuilder text = new StringBuilder("first " + set.first() + "\n");
        for (KeyRotation r : set.rotations()) {
            text.append("rotated %s %s %s %s %s %s\n"
                    .formatted(
                            r.keyId(),
                            r.newKey(),
                            r.reason().literal(),
                            r.timestamp(),
                            r.signature(),
                            r.newSignature()));
        }
        byte[] sealed = box.seal(active.getEncoded(), context(set.active()));
        text.append("active %s %s\n".formatted(set.active(), Base64.getEncoder().encodeToString(sealed)));
        KeysetFile.store(file, text.toString());
        Exclusive.sync(folder);
    }

    private Stored current() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            List<Object> identity = List.of(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()));
            Optional<Seen> known = seen.filter(s -> s.file().equals(identity));
            if (known.isPresent()) {
                return known.get().stored();
            }
            Stored stored = read();
            seen = Optional.of(new Seen(identity, stored));
            return stored;
        } catch (IOException e) {
            throw new UncheckedIOException("the audit keys cannot be read", e);
        }
    }

    private Stored read() throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        try {
            List<KeyRotation> rotations = lines.subList(1, lines.size() - 1).stream()
                    .map(FileAuditKeys::rotation)
                    .toList();
            AuditKeySet set =
                    new AuditKeySet(parts(lines.getFirst(), "first", 2).getLast(), rotations);
            List<String> active = parts(lines.getLast(), "active", 3);
            if (!active.get(1).equals(set.active())) {
                throw new IllegalArgumentException("the private key is not that of the last public one");
            }
            return new Stored(set, Base64.getDecoder().decode(active.getLast()));
        } catch (RuntimeException e) {
            throw new IOException(
                    "`%s` is damaged: %s; restore it and `secret-keyset.json` from a backup"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static KeyRotation rotation(String line) {
        List<String> parts = parts(line, "rotated", 7);
        return new KeyRotation(
                parts.get(1),
                parts.get(2),
                Reason.of(parts.get(3))
                        .orElseThrow(() -> new IllegalArgumentException("a rotation's reason is unknown")),
                parts.get(4),
                parts.get(5),
                parts.get(6));
    }

    private static List<String> parts(String line, String kind, int count) {
        List<String> parts = List.of(line.split(" "));
        if (parts.size() != count || !parts.getFirst().equals(kind)) {
            throw new IllegalArgumentException("a line is not `%s …`".formatted(kind));
        }
        return parts;
    }

    private PrivateKey secret(Stored stored) {
        try {
            byte[] secret = box.open(stored.sealed(), context(stored.set().active()));
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the private audit key cannot be read", e);
        }
    }

    private static String signWith(PrivateKey key, String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Ed25519.encode(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("nothing could be signed", e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    private static String context(String keyId) {
        return "audit key " + keyId;
    }
}
