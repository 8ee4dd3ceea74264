package com.expacti.application.history;

import com.expacti.domain.identity.OrgId;
import java.time.Instant;
import java.util.List;

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
     * Commands decided at {@code since} or later, those decided last first.
     *
     * @param limit how many different ones, 1 to 10,000; of decisions, ten times as many of the newest are looked at
     */
    List<PastCommand> since(OrgId org, Instant since, Which which, int limit);

    /** How many decisions are looked at for one that is returned. */
    int DECISIONS_EACH = 10;
}
