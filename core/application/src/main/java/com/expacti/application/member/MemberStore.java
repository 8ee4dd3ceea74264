package com.expacti.application.member;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.Map;

/** The port to what is kept of members besides what verdicts depend on. */
@FunctionalInterface
public interface MemberStore {
    /** When each of the org's people first came, also of those who were removed. */
    Map<UserId, Instant> since(OrgId org);
}
