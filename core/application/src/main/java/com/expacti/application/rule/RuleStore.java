package com.expacti.application.rule;

import com.expacti.domain.identity.OrgId;
import java.util.List;
import java.util.Optional;

/** The port to an org's rules as people see them. They change only through the org's changes. */
public interface RuleStore {
    /** Newest first; {@code before} is the id of the last one seen. */
    List<StoredRule> rules(OrgId org, Optional<String> before, int limit);

    Optional<StoredRule> rule(OrgId org, String id);
}
