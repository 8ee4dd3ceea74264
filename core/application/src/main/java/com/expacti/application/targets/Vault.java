package com.expacti.application.targets;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.TargetId;
import com.expacti.domain.org.SealedCredential;

/** The port that encrypts what logins are proved by. What was sealed for one target opens for no other. */
public interface Vault {
    SealedCredential seal(OrgId org, TargetId target, LoginProof proof);

    /** @throws IllegalStateException for what was not sealed for this target of this org, or not under this key */
    LoginProof open(OrgId org, TargetId target, SealedCredential sealed);
}
