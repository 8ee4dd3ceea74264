package com.expacti.application.history;

import com.expacti.domain.identity.OrgId;
import java.time.Instant;

/** The port to decided commands, gathered by text, directory and target. */
public interface DecidedCommands {
    /** Which decisions count. */
    enum Which {
        /** All of them. */
        ALL,
        /** What people let through themselves. */
        APPROVED_BY_PEOPLE,
        /** What people denied, or a deny rule stopped. A failure's denial is nobody's opinion and is not among them. */
        DENIED
    }

    /**
     * Commands decided at {@code since} or later, those decided last first. Of decisions, {@value #DECISIONS_EACH} times as many as
     * {@code limit} are looked at, the newest, and no more than {@value #TEXT_MAX} bytes of their commands' UTF-8.
     *
     * @param limit how many different ones, 1 to 10,000
     */
    PastCommands since(OrgId org, Instant since, Which which, int limit);

    /** How many decisions are looked at for one that is returned. */
    int DECISIONS_EACH = 10;

    /** How much text is looked at, in bytes of UTF-8: 10,000 commands may have 64 KB each. */
    long TEXT_MAX = 16 << 20;
}
