package com.expacti.application.login;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The port to which addresses and devices an account has been signed in to from. */
public interface KnownClients {
    /** How long one is remembered after its last sign-in. */
    Duration LIFE = Duration.ofDays(90);

    /** How many of one account are remembered; one more forgets the oldest. */
    int MAX = 50;

    void remember(AccountId account, List<Digest> clients);

    /** The first of these that is remembered. */
    Optional<Digest> firstKnown(AccountId account, List<Digest> clients);
}
