package com.expacti.application.oidc;

import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.util.Optional;

/**
 * The port to journeys under way: to a provider and back, and from there into the dashboard. Kept for all nodes, by hashes
 * alone; each end is reached once.
 */
public interface Journeys {
    /** How long a browser may take to a provider and back. */
    Duration LIFE = Duration.ofMinutes(10);

    /** How long a ticket waits for its code, or for the name of an org. */
    Duration TICKET_LIFE = Duration.ofMinutes(10);

    /**
     * A browser that was sent away.
     *
     * @param browser the SHA-256 of the secret it was given, and alone has
     * @param linkTo whose account the identity is to be linked to
     */
    record Journey(String provider, Digest browser, Optional<AccountId> linkTo) {}

    /**
     * Somebody whom a provider vouched for, in the browser that set out.
     *
     * @param email what the provider says it verified
     */
    record Ticket(ExternalIdentity identity, Optional<String> email, Digest browser, Optional<AccountId> linkTo) {}

    void set(Digest state, Journey journey);

    /** The journey, for the one call that ends it; empty where it is unknown, ended or over. */
    Optional<Journey> end(Digest state);

    void keep(Digest secret, Ticket ticket);

    /** The ticket, as long as it could be spent; leaves it as it is. */
    Optional<Ticket> look(Digest secret);

    /** The ticket, for the one call that spends it. */
    Optional<Ticket> spend(Digest secret);
}
