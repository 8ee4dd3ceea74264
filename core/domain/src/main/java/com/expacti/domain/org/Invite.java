package com.expacti.domain.org;

import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import java.time.Instant;

/**
 * Somebody who was asked to join.
 *
 * @param invitedBy whose right to give the role is looked at again when it is accepted
 * @param expiresAt from then on its link is dead
 * @param sent how many mails went out for it
 */
public record Invite(
        String id, String email, Role role, UserId invitedBy, Instant createdAt, Instant expiresAt, int sent) {
    /** Sent once more, good until then. */
    public Invite again(Instant until) {
        return new Invite(id, email, role, invitedBy, createdAt, until, sent + 1);
    }
}
