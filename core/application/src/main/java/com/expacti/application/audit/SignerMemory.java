package com.expacti.application.audit;

import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.util.Optional;

/** What the signer signed last of each org. What was remembered is durable before {@link #remember} returns. */
public interface SignerMemory {
    Optional<SignedCheckpoint> last(OrgId org);

    /** Puts {@code next} in the place of {@code expected}, if that is still what is remembered, by any process. */
    Remembered remember(OrgId org, Optional<SignedCheckpoint> expected, SignedCheckpoint next);

    /** What became of it. */
    enum Remembered {
        DURABLY,
        /** Somebody else signed meanwhile; nothing was changed. */
        MOVED
    }
}
