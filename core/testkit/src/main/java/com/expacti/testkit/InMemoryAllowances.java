package com.expacti.testkit;

import com.expacti.application.login.Allowances;
import com.expacti.application.login.KnownClients;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Allowances and known clients in memory. */
public final class InMemoryAllowances implements Allowances, KnownClients {
    private final InMemoryDatabase database;
    private final Map<String, Instant> wholeAt = new HashMap<>();
    private final Map<AccountId, LinkedHashMap<Digest, Instant>> clients = new HashMap<>();

    public InMemoryAllowances(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public synchronized Optional<Duration> take(List<Allowance> allowances) {
        Instant now = database.now();
        for (Allowance each : allowances) {
            Instant all = now.plus(each.oneMoreEvery().multipliedBy(each.atOnce()));
            Instant then = after(each, now);
            if (then.isAfter(all)) {
                return Optional.of(Duration.between(all, then));
            }
        }
        allowances.forEach(each -> wholeAt.put(each.key(), after(each, now)));
        return Optional.empty();
    }

    private Instant after(Allowance each, Instant now) {
        Instant whole = wholeAt.getOrDefault(each.key(), now);
        return (whole.isAfter(now) ? whole : now).plus(each.oneMoreEvery());
    }

    @Override
    public synchronized void giveBack(List<Allowance> allowances) {
        allowances.forEach(each -> wholeAt.computeIfPresent(each.key(), (_, at) -> at.minus(each.oneMoreEvery())));
    }

    @Override
    public synchronized void remember(AccountId account, List<Digest> seen) {
        LinkedHashMap<Digest, Instant> known = clients.computeIfAbsent(account, _ -> new LinkedHashMap<>());
        for (Digest each : seen) {
            known.remove(each);
            known.put(each, database.now());
        }
        while (known.size() > MAX) {
            known.pollFirstEntry();
        }
    }

    @Override
    public synchronized Optional<Digest> firstKnown(AccountId account, List<Digest> seen) {
        LinkedHashMap<Digest, Instant> known = clients.getOrDefault(account, new LinkedHashMap<>());
        return seen.stream()
                .filter(each -> Optional.ofNullable(known.get(each))
                        .filter(at -> at.plus(LIFE).isAfter(database.now()))
                        .isPresent())
                .findFirst();
    }
}
