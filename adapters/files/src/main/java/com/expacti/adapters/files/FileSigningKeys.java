package com.expacti.adapters.files;

import com.expacti.application.access.SigningKeys;
import com.expacti.application.command.IdSource;
import com.expacti.application.secret.SecretBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Signing keys as lines {@code kid made-at private public}, the private half sealed. A key is made every 90 days; it is
 * published an hour before it signs, and stays good for an hour after its successor signs, longer than any token lives.
 * Other nodes may share the folder: what one of them makes is read within a minute.
 */
public final class FileSigningKeys implements SigningKeys {
    private static final System.Logger LOG = System.getLogger(FileSigningKeys.class.getName());
    private static final String FILE = "signing-keys";
    private static final Duration TERM = Duration.ofDays(90);
    private static final Duration OVERLAP = Duration.ofHours(1);
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);

    private final Path file;
    private final SecretBox box;
    private final InstantSource clock;
    private final IdSource ids;
    private volatile List<Kept> keys = List.of();
    private volatile Instant readAt = Instant.MIN;

    private record Kept(SigningKey key, Instant madeAt) {
        Instant signsFrom() {
            return madeAt.plus(OVERLAP);
        }
    }

    private FileSigningKeys(Path file, SecretBox box, InstantSource clock, IdSource ids) {
        this.file = file;
        this.box = box;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Opens the keys in the folder, making the first at the first start.
     *
     * @throws IOException where they cannot be read, opened or written
     */
    public static FileSigningKeys open(Path folder, SecretBox box, InstantSource clock, IdSource ids)
            throws IOException {
        FileSigningKeys keys = new FileSigningKeys(folder.resolve(FILE), box, clock, ids);
        keys.keys = keys.read();
        if (keys.isDue(keys.keys)) {
            keys.renew();
        }
        return keys;
    }

    @Override
    public SigningKey current() {
        renewIfDue();
        return currentOf(keys).key();
    }

    @Override
    public List<SigningKey> good() {
        renewIfDue();
        return keys.stream().map(Kept::key).toList();
    }

    /** The newest that has been published long enough; at the very first start the only one. */
    private Kept currentOf(List<Kept> all) {
        Instant now = clock.instant();
        return all.stream()
                .filter(kept -> !kept.signsFrom().isAfter(now))
                .reduce((older, newer) -> newer)
                .orElseGet(all::getFirst);
    }

    private void renewIfDue() {
        try {
            if (!clock.instant().isBefore(readAt.plus(READ_AGAIN))) {
                readAgain();
            }
            if (isDue(keys)) {
                renew();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the signing keys cannot be read or written", e);
        }
    }

    /** A folder that is away for a while takes nobody's sign-in: what was read before is as good as it was. */
    private void readAgain() {
        try {
            List<Kept> found = read();
            keys = found.isEmpty() ? keys : found;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the signing keys cannot be read again; those known are used", e);
        }
    }

    private boolean isDue(List<Kept> all) {
        return all.isEmpty()
                || !all.getLast().madeAt().plus(TERM).isAfter(clock.instant())
                || !kept(all).equals(all);
    }

    /**
     * From the file as it is by now: another node may have been quicker. Of two that make a key at once one prevails, and
     * both have read it long before it signs; but for the very first, which signs at once and is never replaced.
     */
    private synchronized void renew() throws IOException {
        List<Kept> all = new ArrayList<>(read());
        if (isDue(all)) {
            boolean first = all.isEmpty();
            if (first || !all.getLast().madeAt().plus(TERM).isAfter(clock.instant())) {
                all.add(fresh());
            }
            String text = String.join("", kept(all).stream().map(this::line).toList());
            if (first) {
                KeysetFile.first(file, text);
            } else {
                KeysetFile.store(file, text);
            }
        }
        keys = read();
    }

    /** Without those whose successor has been signing for so long that nothing they signed is in time. */
    private List<Kept> kept(List<Kept> all) {
        Instant now = clock.instant();
        List<Kept> out = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i + 1 == all.size() || all.get(i + 1).signsFrom().plus(OVERLAP).isAfter(now)) {
                out.add(all.get(i));
            }
        }
        return List.copyOf(out);
    }

    private Kept fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new Kept(
                    new SigningKey(
                            "jwk_" + ids.next(), (ECPrivateKey) pair.getPrivate(), (ECPublicKey) pair.getPublic()),
                    clock.instant());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-256", e);
        }
    }

    private List<Kept> read() throws IOException {
        readAt = clock.instant();
        if (!Files.exists(file)) {
            return List.of();
        }
        List<Kept> out = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            try {
                out.add(kept(line));
            } catch (GeneralSecurityException | RuntimeException e) {
                throw new IOException(
                        "`%s` cannot be used; restore it and the keyset, or remove it: everybody signs in again"
                                .formatted(file),
                        e);
            }
        }
        return List.copyOf(out);
    }

    private Kept kept(String line) throws GeneralSecurityException {
        List<String> parts = List.of(line.split(" "));
        KeyFactory factory = KeyFactory.getInstance("EC");
        byte[] secret = box.open(Base64.getDecoder().decode(parts.get(2)), context(parts.getFirst()));
        return new Kept(
                new SigningKey(
                        parts.getFirst(),
                        (ECPrivateKey) factory.generatePrivate(new PKCS8EncodedKeySpec(secret)),
                        (ECPublicKey) factory.generatePublic(
                                new X509EncodedKeySpec(Base64.getDecoder().decode(parts.get(3))))),
                Instant.ofEpochSecond(Long.parseLong(parts.get(1))));
    }

    private String line(Kept kept) {
        SigningKey key = kept.key();
        Base64.Encoder base64 = Base64.getEncoder();
        return "%s %d %s %s\n"
                .formatted(
                        key.kid(),
                        kept.madeAt().getEpochSecond(),
                        base64.encodeToString(box.seal(key.privateKey().getEncoded(), context(key.kid()))),
                        base64.encodeToString(key.publicKey().getEncoded()));
    }

    private static String context(String kid) {
        return "signing key " + kid;
    }
}
