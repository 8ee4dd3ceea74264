package com.expacti.api.revalidation;

import com.expacti.domain.command.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/**
 * Names what one caller was answered (RFC 9110 §8.8.3). Weak: the same answer may be sent compressed or not.
 *
 * @param text as the header has it
 */
record EntityTag(String text) {
    private static final String ANY = "*";

    /** @param caller whose sight the body is; two callers share no tag, even where they would read the same */
    static EntityTag of(String caller, byte[] body) {
        MessageDigest digest = Digest.sha256();
        digest.update((caller + "\n").getBytes(StandardCharsets.UTF_8));
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest(body));
        return new EntityTag("W/\"" + hash + "\"");
    }

    /** Whether {@code If-None-Match} has it, by weak comparison (RFC 9110 §13.1.2). */
    boolean isIn(List<String> ifNoneMatch) {
        return ifNoneMatch.stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .map(String::strip)
                .anyMatch(tag -> tag.equals(ANY) || strong(tag).equals(strong(text)));
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
