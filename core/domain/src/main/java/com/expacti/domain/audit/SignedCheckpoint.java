package com.expacti.domain.audit;

import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.OrgId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A checkpoint as it is kept and given out: one line, RFC 8785. */
public record SignedCheckpoint(Checkpoint checkpoint, String signature) {
    private static final String SHA256 = "[0-9a-f]{64}";
    /** Exactly what {@link #line} writes of ids that need no escape; anything else is no line of ours. */
    private static final Pattern LINE = Pattern.compile(
            "\\{\"hash\":\"(?<hash>" + SHA256
                    + ")\",\"key_id\":\"(?<key>[A-Za-z0-9_-]{43})\",\"org_id\":\"(?<org>[!#-\\[\\]-~]{1,64})\",\"prev_checkpoint\":\"(?<previous>"
                    + SHA256 + ")\",\"seq\":(?<seq>[1-9][0-9]{0,15}),\"signature\":\"(?<signature>[A-Za-z0-9_-]{86})\","
                    + "\"timestamp\":\"(?<timestamp>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z)\",\"type\":\"checkpoint\"\\}");

    /** A checkpoint as {@link #line} wrote it; empty where the text is anything else. */
    public static Optional<SignedCheckpoint> parse(String line) {
        Matcher m = LINE.matcher(line);
        if (!m.matches()) {
            return Optional.empty();
        }
        return Optional.of(new SignedCheckpoint(
                new Checkpoint(
                        new OrgId(m.group("org")),
                        new Head(Long.parseLong(m.group("seq")), m.group("hash")),
                        m.group("timestamp"),
                        m.group("key"),
                        m.group("previous")),
                m.group("signature")));
    }

    public Head head() {
        return checkpoint.head();
    }

    /** All fields in RFC 8785, without a line feed. */
    public String line() {
        SortedMap<String, Object> all = checkpoint.fields();
        all.put("signature", signature);
        return CanonicalJson.write(all);
    }

    /** What the next one names as {@code prev_checkpoint}: lower-case hex SHA-256 of the line in UTF-8. */
    public String digest() {
        return Digest.ofText(line()).hex();
    }
}
