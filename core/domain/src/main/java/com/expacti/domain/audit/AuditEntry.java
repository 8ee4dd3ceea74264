package com.expacti.domain.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One entry of an org's chain: its fields as they are hashed, and its place. Values are strings, integers or lists of
 * strings; a field that does not apply is absent. Of an erased entry {@code seq} and {@code erased_by} are left.
 */
public record AuditEntry(long seq, SortedMap<String, Object> fields, String prevHash, String hash) {
    /** What precedes the first entry: 64 zeros. */
    public static final String GENESIS = "0".repeat(64);

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Chains the draft behind {@code prevHash} as entry number {@code seq}. */
    public static AuditEntry chain(Draft draft, long seq, String prevHash) {
        SortedMap<String, Object> fields = new TreeMap<>(draft.fields);
        fields.put("seq", seq);
        return new AuditEntry(seq, fields, prevHash, AuditChain.hash(prevHash, fields));
    }

    /** The number of the entry that erased it, where that and its place are all that is left. */
    public OptionalLong erasedBy() {
        return fields.keySet().equals(Set.of("seq", "erased_by")) && fields.get("erased_by") instanceof Long by
                ? OptionalLong.of(by)
                : OptionalLong.empty();
    }

    /** The entry as it is stored and exported: all fields with {@code prev_hash} and {@code hash}. */
    public String json() {
        SortedMap<String, Object> all = new TreeMap<>(fields);
        all.put("prev_hash", prevHash);
        all.put("hash", hash);
        return CanonicalJson.write(all);
    }

    /** Whether it is whole: not erased, and its hash that of its fields. */
    public boolean intact() {
        return erasedBy().isEmpty() && AuditChain.hashes(this);
    }

    /** A time as entries and checkpoints have it: RFC 3339 in UTC with milliseconds. */
    public static String timestamp(Instant at) {
        return MILLIS.format(at.truncatedTo(ChronoUnit.MILLIS));
    }

    /** The fields alone, in the form that is hashed. */
    public String fieldsJson() {
        return fieldsJson(fields);
    }

    /** @throws IllegalArgumentException where a value is none that an entry has */
    public static String fieldsJson(SortedMap<String, Object> fields) {
        return CanonicalJson.write(fields);
    }

    /** An entry before it has its place. Fields put with an empty value are left out. */
    public static final class Draft {
        private final SortedMap<String, Object> fields = new TreeMap<>();

        public Draft(String id, Instant timestamp, String org, String event) {
            put("id", id);
            put("timestamp", timestamp(timestamp));
            put("org_id", org);
            put("event", event);
        }

        public Draft put(String name, String value) {
            fields.put(name, value);
            return this;
        }

        public Draft put(String name, java.util.Optional<String> value) {
            value.ifPresent(v -> fields.put(name, v));
            return this;
        }

        public Draft put(String name, long value) {
            fields.put(name, value);
            return this;
        }

        public Draft put(String name, List<String> values) {
            if (!values.isEmpty()) {
                fields.put(name, List.copyOf(values));
            }
            return this;
        }
    }
}
