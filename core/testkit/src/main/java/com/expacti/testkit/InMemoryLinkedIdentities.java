package com.expacti.testkit;

import com.expacti.application.account.Account;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.application.oidc.ExternalIdentity;
import com.expacti.application.oidc.LinkedIdentities;
import com.expacti.domain.identity.AccountId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Linked identities in memory, over the accounts that are there. */
public final class InMemoryLinkedIdentities implements LinkedIdentities {
    private final InMemoryDatabase database;
    private final InMemoryAccounts accounts;
    private final Map<ExternalIdentity, Owned> links = new LinkedHashMap<>();

    /** @param ended how often links to its provider had been ended before it was made */
    private record Owned(AccountId account, Link link, long ended) {}

    public InMemoryLinkedIdentities(InMemoryDatabase database, InMemoryAccounts accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    private long ended(String provider) {
        return database.acrossOrgs(all -> all.stream()
                .flatMap(org -> org.issuersUnlinked.stream())
                .filter(provider::equals)
                .count());
    }

    /** An org ends links in a transaction of its own; here they are gone when somebody looks. */
    private void forgetEnded() {
        links.values().removeIf(owned -> owned.ended() != ended(owned.link().provider()));
    }

    @Override
    public synchronized Optional<AccountId> accountOf(ExternalIdentity identity) {
        forgetEnded();
        return Optional.ofNullable(links.get(identity)).map(Owned::account);
    }

    @Override
    public synchronized List<Link> of(AccountId account) {
        forgetEnded();
        return links.values().stream()
                .filter(owned -> owned.account().equals(account))
                .map(Owned::link)
                .toList();
    }

    @Override
    public synchronized Kept link(AccountId account, Fresh fresh) {
        if (of(account).size() >= MAX) {
            return Kept.FULL;
        }
        if (links.containsKey(fresh.identity())) {
            return Kept.TAKEN;
        }
        put(account, fresh);
        return Kept.DONE;
    }

    private void put(AccountId account, Fresh fresh) {
        Link link = new Link(fresh.id(), fresh.identity().provider(), fresh.email(), database.now());
        links.put(fresh.identity(), new Owned(account, link, ended(link.provider())));
    }

    @Override
    public synchronized Gone unlink(AccountId account, String id) {
        List<Link> all = of(account);
        if (all.stream().noneMatch(link -> link.id().equals(id))) {
            return Gone.UNKNOWN;
        }
        boolean password = accounts.byId(account).flatMap(Account::passwordHash).isPresent();
        if (!password && all.size() == 1) {
            return Gone.LAST;
        }
        links.values().removeIf(owned -> owned.link().id().equals(id));
        return Gone.DONE;
    }

    @Override
    public synchronized void make(Account account, Fresh fresh) {
        requireFree(fresh);
        accounts.make(account);
        put(account.id(), fresh);
    }

    @Override
    public synchronized void found(Founding founding, Fresh fresh) {
        requireFree(fresh);
        accounts.make(founding.account());
        accounts.found(founding.account(), founding.org(), founding.user(), founding.orgName());
        put(founding.account().id(), fresh);
    }

    private void requireFree(Fresh fresh) {
        if (links.containsKey(fresh.identity())) {
            throw new GateException(ErrorCode.CONFLICT, "the sign-in is somebody's");
        }
    }
}
