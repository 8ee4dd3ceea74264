package com.expacti.application.targets;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.SealedCredential;
import java.util.Optional;

/** The port to what logins are proved by, for whoever logs in. It is in no picture of an org and in no answer. */
@FunctionalInterface
public interface TargetCredentials {
    /** Empty for a target that is unknown, removed or only a name. */
    Optional<SealedCredential> sealed(OrgId org, TargetId target);
}
