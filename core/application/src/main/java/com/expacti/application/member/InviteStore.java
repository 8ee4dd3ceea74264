package com.expacti.application.member;

import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.Invite;
import java.time.Instant;
import java.util.List;

/** The port to who was asked to join and has not answered. */
@FunctionalInterface
public interface InviteStore {
    /** Invites of one org that wait. */
    int OPEN_MAX = 200;

    /** Mails for one invite. */
    int SENT_MAX = 5;

    /** Those that are neither accepted nor revoked nor over by then; by id. */
    List<Invite> open(OrgId org, Instant now);
}
