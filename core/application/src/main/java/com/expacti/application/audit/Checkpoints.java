package com.expacti.application.audit;

import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.audit.SignedCheckpoint;
import com.expacti.domain.identity.OrgId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The port to the place where signed checkpoints are kept for others to read, out of reach of the database's owner. It is
 * only ever appended to: a file that can grow, or objects made under a condition and locked.
 */
public interface Checkpoints {
    /**
     * Appends what follows the newest; durable before it returns.
     *
     * @throws java.io.UncheckedIOException where it cannot be kept; it may be there all the same, and is asked for again
     */
    Kept keep(SignedCheckpoint next);

    Optional<SignedCheckpoint> last(OrgId org);

    /** All of them, oldest first; to be closed. */
    Stream<SignedCheckpoint> all(OrgId org);

    /** The newest head of the time before checkpoints were signed. */
    Optional<Head> unsigned(OrgId org);

    /** What became of a checkpoint. */
    enum Kept {
        APPENDED,
        /** It was the newest already. */
        KNOWN,
        /** Its {@code prev_checkpoint} is not the newest: nothing was changed. */
        FOLLOWS_ANOTHER
    }
}
