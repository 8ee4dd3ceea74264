package com.expacti.adapters.aws.recording;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a chunk lies within an org: {@code session/number-sha256}. Two that were made for the same number lie beside each other, and neither
 * takes the other's place.
 */
record Place(SessionId session, int number, Fingerprint chunk) {
    private static final Pattern KEY =
            Pattern.compile("((?:[A-Za-z0-9_-]|=2[1-9A-F]|=[3-6][0-9A-F]|=7[0-9A-E]){1,64})/([0-9]{8})-([0-9a-f]{64})");
    private static final Pattern BYTE = Pattern.compile("=([0-9A-F]{2})");

    /** What all keys of an org begin with, and none of another's. */
    static String folder(OrgId org) {
        return spelled(org.value()) + "/";
    }

    /** Below the org's folder. */
    String key() {
        return "%s/%08d-%s"
                .formatted(spelled(session.value()), number, chunk.sha256().hex());
    }

    /** Empty for what this store did not write. */
    static Optional<Place> read(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(new Place(
                                new SessionId(read(parts, 1)),
                                Integer.parseInt(parts.group(2)),
                                new Fingerprint(new Digest(parts.group(3)))))
                        .filter(place -> place.key().equals(key))
                : Optional.empty();
    }

    private static String read(Matcher parts, int group) {
        return BYTE.matcher(parts.group(group))
                .replaceAll(hex -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(hex.group(1), 16))));
    }

    /** An identifier may hold slashes and dots, which are steps to some readers of keys. */
    private static String spelled(String id) {
        StringBuilder out = new StringBuilder();
        for (byte b : id.getBytes(StandardCharsets.US_ASCII)) {
            boolean plain = Character.isLetterOrDigit(b) || b == '_' || b == '-';
            out.append(plain ? String.valueOf((char) b) : "=%02X".formatted(b));
        }
        return out.toString();
    }
}
