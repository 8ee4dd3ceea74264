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
        Instant at) {}
