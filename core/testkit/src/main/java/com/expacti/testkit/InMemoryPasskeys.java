package com.expacti.testkit;

import com.expacti.application.passkey.Challenges;
import com.expacti.application.passkey.Passkey;
import com.expacti.application.passkey.Passkey.Backup;
import com.expacti.application.passkey.PasskeyStore;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.AccountId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/** Passkeys and challenges in memory, beside the second factors they share backup codes with. */
public final class InMemoryPasskeys implements PasskeyStore, Challenges {
    private final InMemoryDatabase database;
    private final InMemoryTotpStore totps;
    /** By id, which is by age; read without the lock by the other store. */
    private final Map<AccountId, Map<String, Passkey>> keys = new ConcurrentHashMap<>();

    private final Map<AccountId, String> handles = new HashMap<>();
    private final Map<Digest, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(AccountId account, Asked asked, Instant until) {}

    public InMemoryPasskeys(InMemoryDatabase database, InMemoryTotpStore totps) {
        this.database = database;
        this.totps = totps;
        totps.beside(account -> !keys.getOrDefault(account, Map.of()).isEmpty());
    }

    @Override
    public synchronized void keep(AccountId account, Digest challenge, Asked asked) {
        waiting.put(
                challenge,
                new Waiting(account, asked, database.now().plus(asked.purpose().life())));
        List<Digest> same = waiting.entrySet().stream()
                .filter(e -> e.getValue().account().equals(account)
                        && e.getValue().asked().purpose() == asked.purpose())
                .map(Map.Entry::getKey)
                .toList();
        same.subList(0, Math.max(0, same.size() - WAITING_MAX)).forEach(waiting::remove);
    }

    @Override
    public synchronized Challenges.Use spend(AccountId account, Digest challenge, Asked asked) {
        Optional<Waiting> found = Optional.ofNullable(waiting.get(challenge))
                .filter(w -> w.account().equals(account)
                        && w.asked().equals(asked)
                        && w.until().isAfter(database.now()));
        found.ifPresent(_ -> waiting.remove(challenge));
        return found.isPresent() ? Challenges.Use.TAKEN : Challenges.Use.REFUSED;
    }

    @Override
    public synchronized List<Passkey> of(AccountId account) {
        return List.copyOf(keys.getOrDefault(account, Map.of()).values());
    }

    @Override
    public synchronized String handle(AccountId account, String fresh) {
        return handles.computeIfAbsent(account, _ -> fresh);
    }

    @Override
    public synchronized Added add(AccountId account, Passkey passkey, List<Digest> backupCodes) {
        if (of(account).size() >= MAX) {
            return Added.FULL;
        }
        boolean known = keys.values().stream()
                .flatMap(of -> of.values().stream())
                .anyMatch(k -> k.credentialId().equals(passkey.credentialId()));
        if (known) {
            return Added.KNOWN;
        }
        boolean first = of(account).isEmpty() && !totps.isOn(account);
        keys.computeIfAbsent(account, _ -> new ConcurrentSkipListMap<>()).put(passkey.id(), passkey);
        if (first) {
            totps.replaceBackupCodes(account, backupCodes);
        }
        return first ? Added.FIRST : Added.ANOTHER;
    }

    private Challenges.Use edit(AccountId account, String id, UnaryOperator<Passkey> change) {
        Map<String, Passkey> theirs = keys.getOrDefault(account, new HashMap<>());
        return theirs.computeIfPresent(id, (_, key) -> change.apply(key)) == null
                ? Challenges.Use.REFUSED
                : Challenges.Use.TAKEN;
    }

    @Override
    public synchronized Challenges.Use rename(AccountId account, String id, String name) {
        return edit(account, id, k -> copy(k, name, k.signCount(), k.backup(), k.lastUsedAt()));
    }

    private static Passkey copy(Passkey k, String name, long count, Backup backup, Optional<Instant> used) {
        return new Passkey(
                k.id(), k.credentialId(), k.publicKey(), count, k.transports(), backup, name, k.createdAt(), used);
    }

    @Override
    public synchronized Challenges.Use remove(AccountId account, String id) {
        boolean gone = keys.getOrDefault(account, new HashMap<>()).remove(id) != null;
        if (gone && of(account).isEmpty() && !totps.isOn(account)) {
            totps.replaceBackupCodes(account, List.of());
        }
        return gone ? Challenges.Use.TAKEN : Challenges.Use.REFUSED;
    }

    @Override
    public synchronized Challenges.Use used(AccountId account, String id, long signCount, Backup backup) {
        boolean forward = of(account).stream()
                .anyMatch(k ->
                        k.id().equals(id) && (signCount > k.signCount() || (signCount == 0 && k.signCount() == 0)));
        return forward
                ? edit(account, id, k -> copy(k, k.name(), signCount, backup, Optional.of(database.now())))
                : Challenges.Use.REFUSED;
    }

    @Override
    public synchronized void removeAllFactors(AccountId account) {
        keys.remove(account);
        totps.remove(account);
    }
}
