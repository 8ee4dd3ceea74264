package com.expacti.domain.plan;

import java.util.Locale;

/** What a plan includes or does not. */
public enum Feature {
    REPORTS,
    /** Slack and Teams. */
    CHAT,
    /** The dashboard as an app, with push. */
    PWA,
    SUGGESTIONS,
    /** Approval policies that ask for more than one person. */
    MULTI_PARTY_POLICIES,
    /** How long history is kept is the org's own choice. */
    RETENTION;

    /** The name of the limit in REST, for example {@code multi_party_policies}. */
    public String literal() {
        return name().toLowerCase(Locale.ROOT);
    }
}
