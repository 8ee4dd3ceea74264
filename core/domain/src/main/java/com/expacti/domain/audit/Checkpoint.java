package com.expacti.domain.audit;

import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.identity.OrgId;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A head that is about to be signed: what its chain came to at a time, and which checkpoint of the org it follows.
 *
 * @param timestamp RFC 3339 in UTC with milliseconds; never before that of the checkpoint it follows
 * @param keyId the key that signs it
 * @param previous {@link SignedCheckpoint#digest} of the one before; {@link AuditEntry#GENESIS} in the first
 */
public record Checkpoint(OrgId org, Head head, String timestamp, String keyId, String previous) {
    static final String TYPE = "checkpoint";

    /** What is signed, in UTF-8: RFC 8785 of all fields but the signature. */
    public String signedText() {
        return CanonicalJson.write(fields());
    }

    SortedMap<String, Object> fields() {
        SortedMap<String, Object> fields = new TreeMap<>();
        fields.put("type", TYPE);
        fields.put("org_id", org.value());
        fields.put("seq", head.seq());
        fields.put("hash", head.hash());
        fields.put("timestamp", timestamp);
        fields.put("key_id", keyId);
        fields.put("prev_checkpoint", previous);
        return fields;
    }
}
