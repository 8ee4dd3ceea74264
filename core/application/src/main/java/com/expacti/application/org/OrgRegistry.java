package com.expacti.application.org;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.org.OrgSettings;
import com.expacti.domain.org.Target;
import java.util.List;

/** The port to which orgs there are: founding one, and naming all for jobs that visit each. */
public interface OrgRegistry {
    /** Stores the org with its first people and targets, its chain begun by the entry {@code org_created}. */
    void found(OrgId org, OrgSettings settings, List<Person> people, List<Target> targets);

    List<OrgId> all();
}
