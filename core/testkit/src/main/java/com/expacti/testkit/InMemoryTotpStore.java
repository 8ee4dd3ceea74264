package com.expacti.testkit;

import com.expacti.application.totp.TotpStore;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Second factors in memory. */
public final class InMemoryTotpStore implements TotpStore {
    private final InMemoryDatabase database;
    private final Map<AccountId, Kept> kept = new HashMap<>();
    private final Map<AccountId, Set<Digest>> codes = new HashMap<>();

    private Predicate<AccountId> another = _ -> false;

    private record Kept(Enrolment enrolment, Instant begunAt, long lastStep) {}

    public InMemoryTotpStore(InMemoryDatabase database) {
        this.database = database;
    }

    /** What says whether an account has a factor of another kind, with which its backup codes stay. */
    void beside(Predicate<AccountId> has) {
        another = has;
    }

    synchronized boolean isOn(AccountId account) {
        return in(account, State.ON).isPresent();
    }

    @Override
    public synchronized Optional<Enrolment> of(AccountId account) {
        return Optional.ofNullable(kept.get(account)).map(Kept::enrolment);
    }

    private Optional<Kept> in(AccountId account, State state) {
        return Optional.ofNullable(kept.get(account)).filter(k -> k.enrolment().state() == state);
    }

    @Override
    public synchronized Use begin(AccountId account, String sealed) {
        if (in(account, State.ON).isPresent()) {
            return Use.REFUSED;
        }
        kept.put(account, new Kept(new Enrolment(sealed, State.BEGUN), database.now(), -1));
        return Use.TAKEN;
    }

    @Override
    public synchronized Use confirm(AccountId account, String sealed, long step, List<Digest> backupCodes) {
        Optional<Kept> begun = in(account, State.BEGUN)
                .filter(k -> k.enrolment().sealed().equals(sealed)
                        && k.begunAt().plus(PATIENCE).isAfter(database.now()));
        if (begun.isEmpty()) {
            return Use.REFUSED;
        }
        kept.put(account, new Kept(new Enrolment(sealed, State.ON), begun.get().begunAt(), step));
        codes.put(account, new HashSet<>(backupCodes));
        return Use.TAKEN;
    }

    @Override
    public synchronized Use useStep(AccountId account, long step) {
        Optional<Kept> on = in(account, State.ON).filter(k -> k.lastStep() < step);
        on.ifPresent(k -> kept.put(account, new Kept(k.enrolment(), k.begunAt(), step)));
        return on.isPresent() ? Use.TAKEN : Use.REFUSED;
    }

    @Override
    public synchronized Use useBackupCode(AccountId account, Digest code) {
        return codes.getOrDefault(account, new HashSet<>()).remove(code) ? Use.TAKEN : Use.REFUSED;
    }

    @Override
    public synchronized void replaceBackupCodes(AccountId account, List<Digest> fresh) {
        codes.put(account, new HashSet<>(fresh));
    }

    @Override
    public synchronized void remove(AccountId account) {
        kept.remove(account);
        if (!another.test(account)) {
            codes.remove(account);
        }
    }
}
