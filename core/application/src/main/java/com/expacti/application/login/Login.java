package com.expacti.application.login;

import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;

/** One sign-in of a member, as they see it in the list of theirs. */
public record Login(CredentialId id, UserId user, Client from, Instant createdAt, Instant lastUsedAt) {}
