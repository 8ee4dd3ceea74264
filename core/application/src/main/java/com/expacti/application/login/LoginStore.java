package com.expacti.application.login;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Duration;
import java.util.List;

/** The port to sign-ins and their refresh tokens. Whether a sign-in stands is said by its credential, not here. */
public interface LoginStore {
    /** How long a sign-in lasts, however much it is used. */
    Duration LIFE = Duration.ofDays(30);

    /** How long a refresh token waits to be used. */
    Duration IDLE = Duration.ofDays(7);

    /** What came of using a refresh token. */
    sealed interface Rotation {
        /** It was good, is used now, and the next one is kept. */
        record Rotated(OrgId org, CredentialId login, UserId user) implements Rotation {}

        /** It was used before: two hold it, and one of them has stolen it. */
        record Reused(OrgId org, CredentialId login) implements Rotation {}

        /** There is none such, or it is over. */
        record Unknown() implements Rotation {}
    }

    /** Keeps a new sign-in with its first refresh token; sign-ins of that member that are over are forgotten. */
    void open(OrgId org, CredentialId login, UserId user, Client from, Digest refreshSha256);

    /** Uses a refresh token up and keeps the next, in one transaction: of those who try at once, one gets it. */
    Rotation rotate(Digest refreshSha256, Digest nextSha256);

    /** A member's, newest first; also those that have ended. */
    List<Login> logins(OrgId org, UserId user);
}
