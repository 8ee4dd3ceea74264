package com.expacti.testkit.contract;

import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.AuditEntry;
import com.expacti.domain.audit.Checkpoint;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import com.expacti.testkit.FakeAuditKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Signed checkpoints to keep and remember. */
public final class Checkpointed {
    private static final FakeAuditKeys KEYS = new FakeAuditKeys(InstantSource.system());

    private Checkpointed() {}

    /** One of the head {@code seq}, whose hash is of this digit, that follows the other. */
    public static SignedCheckpoint after(Optional<SignedCheckpoint> last, OrgId org, long seq, char digit) {
        String key = KEYS.published().active();
        Checkpoint checkpoint = new Checkpoint(
                org,
                new Head(seq, String.valueOf(digit).repeat(64)),
                AuditEntry.timestamp(Instant.ofEpochSecond(1_774_072_200 + seq)),
                key,
                last.map(SignedCheckpoint::digest).orElse(AuditEntry.GENESIS));
        return new SignedCheckpoint(checkpoint, KEYS.sign(key, checkpoint.signedText()));
    }
}
