package com.expacti.application.audit;

import com.expacti.domain.audit.AuditChain.Head;
import com.expacti.domain.identity.OrgId;
import java.util.Optional;

/** Heads kept outside the database. A keeper refuses a head behind, or beside, the last one it kept. */
public interface Checkpoints {
    /** @throws IllegalStateException where {@code head} would fork or rewind what was kept */
    void keep(OrgId org, Head head);

    Optional<Head> last(OrgId org);
}
