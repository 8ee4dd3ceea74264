package com.expacti.testkit;

import com.expacti.application.login.Client;
import com.expacti.application.login.Login;
import com.expacti.application.login.LoginStore;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.CredentialId;
import com.expacti.domain.identity.OrgId;
import com.expacti.domain.identity.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sign-ins in memory. */
public final class InMemoryLoginStore implements LoginStore {
    private final InMemoryDatabase database;
    private final Map<CredentialId, Kept> logins = new LinkedHashMap<>();
    private final Map<Digest, Refresh> refreshTokens = new LinkedHashMap<>();

    private record Kept(OrgId org, Login login) {}

    private record Refresh(CredentialId login, Instant until, boolean used) {}

    public InMemoryLoginStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public synchronized void open(OrgId org, CredentialId login, UserId user, Client from, Digest refreshSha256) {
        Instant now = database.now();
        logins.values()
                .removeIf(k -> k.login().user().equals(user)
                        && !k.login().createdAt().plus(LIFE).isAfter(now));
        logins.put(login, new Kept(org, new Login(login, user, from, now, now)));
        refreshTokens.put(refreshSha256, new Refresh(login, now.plus(IDLE), false));
    }

    @Override
    public synchronized Rotation rotate(Digest refreshSha256, Digest nextSha256) {
        Instant now = database.now();
        Refresh refresh = refreshTokens.get(refreshSha256);
        Kept kept = refresh == null ? null : logins.get(refresh.login());
        if (refresh == null || kept == null) {
            return new Rotation.Unknown();
        }
        if (refresh.used()) {
            return new Rotation.Reused(kept.org(), refresh.login());
        }
        if (!now.isBefore(refresh.until())) {
            return new Rotation.Unknown();
        }
        Login login = kept.login();
        refreshTokens.put(refreshSha256, new Refresh(refresh.login(), refresh.until(), true));
        refreshTokens.put(nextSha256, new Refresh(refresh.login(), now.plus(IDLE), false));
        logins.put(
                login.id(),
                new Kept(kept.org(), new Login(login.id(), login.user(), login.from(), login.createdAt(), now)));
        return new Rotation.Rotated(kept.org(), login.id(), login.user());
    }

    @Override
    public synchronized List<Login> logins(OrgId org, UserId user) {
        return logins.values().stream()
                .filter(k -> k.org().equals(org) && k.login().user().equals(user))
                .map(Kept::login)
                .sorted(Comparator.comparing((Login login) -> login.id().value())
                        .reversed())
                .toList();
    }
}
