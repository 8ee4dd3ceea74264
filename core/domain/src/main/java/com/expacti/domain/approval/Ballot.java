package com.expacti.domain.approval;

import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.Optional;

/** One person's vote on one command, with what they said and, on a denial, what they propose instead. */
public record Ballot(
        UserId voter,
        CredentialId credential,
        boolean allow,
        Optional<String> comment,
        Optional<String> suggestedCommand,
        Optional<Remember> remember,
        Instant at,
        Proof proof) {
    /** How the voter was known. */
    public enum Proof {
        SIGN_IN,
        /** By a passkey too, that signed for this very command. */
        STEP_UP
    }

    /** One without a stronger proof. */
    public Ballot(
            UserId voter,
            CredentialId credential,
            boolean allow,
            Optional<String> comment,
            Optional<String> suggestedCommand,
            Optional<Remember> remember,
            Instant at) {
        this(voter, credential, allow, comment, suggestedCommand, remember, at, Proof.SIGN_IN);
    }
}
