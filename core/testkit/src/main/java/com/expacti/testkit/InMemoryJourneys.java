package com.expacti.testkit;

import com.expacti.application.oidc.Journeys;
import com.expacti.domain.command.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Journeys in memory. */
public final class InMemoryJourneys implements Journeys {
    private final InMemoryDatabase database;
    private final Map<Digest, Kept<Journey>> journeys = new HashMap<>();
    private final Map<Digest, Kept<Ticket>> tickets = new HashMap<>();

    private record Kept<T>(T what, Instant until) {}

    public InMemoryJourneys(InMemoryDatabase database) {
        this.database = database;
    }

    private <T> Optional<T> good(Optional<Kept<T>> kept) {
        return kept.filter(k -> database.now().isBefore(k.until())).map(Kept::what);
    }

    @Override
    public synchronized void set(Digest state, Journey journey) {
        journeys.put(state, new Kept<>(journey, database.now().plus(LIFE)));
    }

    @Override
    public synchronized Optional<Journey> end(Digest state) {
        return good(Optional.ofNullable(journeys.remove(state)));
    }

    @Override
    public synchronized void keep(Digest secret, Ticket ticket) {
        tickets.put(secret, new Kept<>(ticket, database.now().plus(TICKET_LIFE)));
    }

    @Override
    public synchronized Optional<Ticket> look(Digest secret) {
        return good(Optional.ofNullable(tickets.get(secret)));
    }

    @Override
    public synchronized Optional<Ticket> spend(Digest secret) {
        return good(Optional.ofNullable(tickets.remove(secret)));
    }
}
