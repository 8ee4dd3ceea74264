package com.expacti.application.command;

import com.expacti.domain.identity.CommandId;
import com.expacti.domain.identity.OrgId;

/**
 * The port to approval tokens: an HMAC-SHA256 over org, command and settling number under a key of the keyset, so that a
 * repeated decision carries the same token and nothing secret is stored.
 */
public interface ApprovalTokens {
    String issue(OrgId org, CommandId command, long seq);

    /** In constant time. */
    boolean proves(String token, OrgId org, CommandId command, long seq);
}
