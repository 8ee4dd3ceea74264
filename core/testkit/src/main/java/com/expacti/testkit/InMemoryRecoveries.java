package com.expacti.testkit;

import com.expacti.application.recovery.Recoveries;
import com.expacti.application.recovery.Recovery;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ways back in memory. */
public final class InMemoryRecoveries implements Recoveries {
    private final InMemoryDatabase database;
    private final Map<AccountId, Kept> kept = new LinkedHashMap<>();

    private record Kept(Recovery recovery, Instant nextMail) {}

    public InMemoryRecoveries(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public synchronized Begun begin(Recovery recovery, Instant nextMail) {
        return kept.putIfAbsent(recovery.account(), new Kept(recovery, nextMail)) == null ? Begun.DONE : Begun.ANOTHER;
    }

    @Override
    public synchronized Optional<Recovery> of(AccountId account) {
        return Optional.ofNullable(kept.get(account)).map(Kept::recovery);
    }

    @Override
    public synchronized Map<UserId, Recovery> in(OrgId org) {
        Map<UserId, Recovery> out = new HashMap<>();
        database.<Map<UserId, AccountId>>in(org, state -> Map.copyOf(state.accounts))
                .forEach((user, account) -> of(account).ifPresent(recovery -> out.put(user, recovery)));
        return out;
    }

    @Override
    public synchronized Taken end(Recovery recovery) {
        return there(recovery).map(_ -> kept.remove(recovery.account())).isPresent() ? Taken.TAKEN : Taken.REFUSED;
    }

    private Optional<Kept> there(Recovery recovery) {
        return Optional.ofNullable(kept.get(recovery.account()))
                .filter(each -> each.recovery().id().equals(recovery.id()));
    }

    @Override
    public synchronized List<Recovery> due(Instant now, int most) {
        return kept.values().stream()
                .filter(each -> !each.nextMail().isAfter(now))
                .sorted(Comparator.comparing(Kept::nextMail))
                .limit(most)
                .map(Kept::recovery)
                .toList();
    }

    @Override
    public synchronized Taken takeMail(Recovery recovery, Instant now, Instant next) {
        Optional<Kept> due = there(recovery).filter(each -> !each.nextMail().isAfter(now));
        due.ifPresent(each -> kept.put(recovery.account(), new Kept(each.recovery(), next)));
        return due.isPresent() ? Taken.TAKEN : Taken.REFUSED;
    }
}
