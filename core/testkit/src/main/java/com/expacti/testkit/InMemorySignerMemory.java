package com.expacti.testkit;

import com.expacti.application.audit.SignerMemory;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A signer's memory that lasts as long as the process. */
public final class InMemorySignerMemory implements SignerMemory {
    private final Map<OrgId, SignedCheckpoint> last = new HashMap<>();

    @Override
    public synchronized Optional<SignedCheckpoint> last(OrgId org) {
        return Optional.ofNullable(last.get(org));
    }

    @Override
    public synchronized Remembered remember(OrgId org, Optional<SignedCheckpoint> expected, SignedCheckpoint next) {
        if (!last(org).equals(expected)) {
            return Remembered.MOVED;
        }
        last.put(org, next);
        return Remembered.DURABLY;
    }

    /** It was lost, or is as it was at the time of a backup. */
    public synchronized void restore(OrgId org, Optional<SignedCheckpoint> earlier) {
        earlier.ifPresentOrElse(checkpoint -> last.put(org, checkpoint), () -> last.remove(org));
    }
}
