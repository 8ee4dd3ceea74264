package com.expacti.testkit;

import com.expacti.application.command.IdSource;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.org.OrgSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * What the fakes of one system of record share: its orgs, its clock and one lock. INVARIANT: an org's state is touched
 * only inside {@link #in}, so that every call of a port is one transaction.
 */
public final class InMemoryDatabase {
    private final InstantSource clock;
    private final IdSource ids;
    private final Map<OrgId, InMemoryOrg> orgs = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    public InMemoryDatabase(InstantSource clock, IdSource ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** Makes an org with nobody in it yet, at gate version 1, with an empty chain. */
    public void create(OrgId org, OrgSettings settings) {
        lock.lock();
        try {
            if (orgs.putIfAbsent(org, new InMemoryOrg(org, settings, ids)) != null) {
                throw new IllegalStateException("the org `%s` exists".formatted(org));
            }
        } finally {
            lock.unlock();
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** @throws GateException {@code not_found} for an org that does not exist */
    <T> T in(OrgId org, Function<InMemoryOrg, T> transaction) {
        return acrossOrgs(all -> all.stream()
                .filter(one -> one.id().equals(org))
                .findFirst()
                .map(transaction)
                .orElseThrow(() -> GateException.notFound("org")));
    }

    /** For the few questions that are not about one org. */
    <T> T acrossOrgs(Function<List<InMemoryOrg>, T> transaction) {
        lock.lock();
        try {
            return transaction.apply(List.copyOf(orgs.values()));
        } finally {
            lock.unlock();
        }
    }
}
