package com.expacti.testkit;

import com.expacti.application.account.Account;
import com.expacti.application.account.Accounts;
import com.expacti.application.account.SignUps;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.identity.AccountId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.Person;
import com.expacti.domain.identity.Role;
import com.expacti.domain.identity.UserId;
import com.expacti.domain.org.OrgSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Accounts and sign-ups in memory. */
public final class InMemoryAccounts implements Accounts, SignUps {
    private final InMemoryDatabase database;
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Waiting> signUps = new LinkedHashMap<>();
    private final Set<AccountId> byLinkAlone = new HashSet<>();
    private final Set<AccountId> passwordByMail = new HashSet<>();

    private record Waiting(SignUp signUp, Instant until) {}

    public InMemoryAccounts(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public synchronized Optional<Account> byEmail(String email) {
        return accounts.values().stream()
                .filter(a -> a.email().equalsIgnoreCase(email))
                .findFirst();
    }

    @Override
    public synchronized Optional<Account> byId(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public synchronized void make(Account account) {
        if (byEmail(account.email()).isPresent()) {
            throw new GateException(ErrorCode.CONFLICT, "this address has an account already");
        }
        accounts.put(account.id(), account);
    }

    @Override
    public synchronized void changePassword(AccountId id, String hash) {
        edit(id, a -> new Account(a.id(), a.email(), Optional.of(hash), a.lastOrg()));
    }

    @Override
    public synchronized Proof proof(AccountId id) {
        return byLinkAlone.contains(id) ? Proof.LINK_ALONE : Proof.LINK_AND_PASSWORD;
    }

    @Override
    public synchronized void proven(AccountId id) {
        byLinkAlone.remove(id);
    }

    @Override
    public synchronized PasswordBy passwordBy(AccountId id) {
        return passwordByMail.contains(id) ? PasswordBy.MAIL : PasswordBy.OWNER;
    }

    @Override
    public synchronized void passwordBy(AccountId id, PasswordBy who) {
        boolean _ = who == PasswordBy.MAIL ? passwordByMail.add(id) : passwordByMail.remove(id);
    }

    @Override
    public synchronized void used(AccountId id, OrgId org) {
        edit(id, a -> new Account(a.id(), a.email(), a.passwordHash(), Optional.of(org)));
    }

    private void edit(AccountId id, UnaryOperator<Account> change) {
        accounts.computeIfPresent(id, (_, account) -> change.apply(account));
    }

    @Override
    public List<Membership> memberships(AccountId id) {
        return database.acrossOrgs(all -> all.stream()
                .flatMap(org -> org.accounts.entrySet().stream()
                        .filter(place -> place.getValue().equals(id))
                        .map(place -> new Membership(org.id(), place.getKey())))
                .sorted(Comparator.comparing(m -> m.org().value()))
                .toList());
    }

    @Override
    public Optional<AccountId> of(OrgId org, UserId user) {
        return database.in(org, state -> Optional.ofNullable(state.accounts.get(user)));
    }

    @Override
    public synchronized void keep(SignUp signUp) {
        signUps.put(signUp.id(), new Waiting(signUp, database.now().plus(LIFE)));
    }

    @Override
    public synchronized List<SignUp> waiting(String email) {
        List<SignUp> waiting = new ArrayList<>();
        for (Waiting each : signUps.values()) {
            if (each.signUp().email().equalsIgnoreCase(email) && database.now().isBefore(each.until())) {
                waiting.addFirst(each.signUp());
            }
        }
        return waiting.subList(0, Math.min(5, waiting.size()));
    }

    @Override
    public synchronized Optional<SignUp> find(String id) {
        return Optional.ofNullable(signUps.get(id))
                .filter(w -> database.now().isBefore(w.until()))
                .map(Waiting::signUp);
    }

    @Override
    public synchronized Optional<SignUp> complete(String id, Proof proof) {
        Optional<SignUp> good = Optional.ofNullable(signUps.remove(id))
                .filter(w -> database.now().isBefore(w.until()))
                .map(Waiting::signUp)
                .filter(s -> byEmail(s.email()).isEmpty());
        good.ifPresent(s -> {
            Account account = new Account(s.account(), s.email(), Optional.of(s.passwordHash()), Optional.of(s.org()));
            make(account);
            if (proof == Proof.LINK_ALONE) {
                byLinkAlone.add(s.account());
            }
            found(account, s.org(), s.user(), s.orgName());
        });
        return good;
    }

    /** An org that this account owns. */
    void found(Account account, OrgId org, UserId user, String name) {
        database.create(org, OrgSettings.standard(name));
        Person owner = new Person(user, account.email(), account.email(), Role.OWNER, true);
        var _ = database.in(org, state -> {
            state.people.put(user, owner);
            state.accounts.put(user, account.id());
            return state.append(state.draft("org_created", database.now()).put("subject", org.value()));
        });
    }
}
