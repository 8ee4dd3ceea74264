package com.expacti.application.org;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgView;
import java.util.List;
import java.util.function.Function;

/** The port to what verdicts depend on. */
public interface OrgStore {
    /** One consistent picture of the org; empty org ids throw {@code not_found}. */
    OrgView load(OrgId org);

    /** The org's gate version as committed now. */
    long gateVersion(OrgId org);

    /**
     * Makes the changes in one transaction: locks the chain head, bumps the gate version, stores the changes and appends
     * an entry for each. Returns the new gate version.
     */
    long change(OrgId org, String actor, List<OrgChange> changes);

    /**
     * The same with changes that depend on how the org is: {@code decide} is given the org as it is under the lock, and
     * nothing else changes before what it comes to is stored. It may refuse by throwing; no changes leave all as it is.
     *
     * @param seen a picture of the org, which spares reading it again where it is still the newest
     */
    long change(OrgId org, String actor, OrgView seen, Function<OrgView, List<OrgChange>> decide);
}
