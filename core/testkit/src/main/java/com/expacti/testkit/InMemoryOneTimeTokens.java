package com.expacti.testkit;

import com.expacti.application.account.OneTimeTokens;
import com.expacti.domain.command.Digest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One-time tokens in memory. */
public final class InMemoryOneTimeTokens implements OneTimeTokens {
    private final InMemoryDatabase database;
    private final Map<Digest, Kept> tokens = new LinkedHashMap<>();

    private record Kept(Purpose purpose, String subject, Instant until) {}

    public InMemoryOneTimeTokens(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public synchronized void keep(Digest secretSha256, Purpose purpose, String subject) {
        tokens.put(secretSha256, new Kept(purpose, subject, database.now().plus(purpose.life())));
    }

    @Override
    public synchronized Optional<String> look(Digest secretSha256, Purpose purpose) {
        return Optional.ofNullable(tokens.get(secretSha256))
                .filter(k -> k.purpose() == purpose && database.now().isBefore(k.until()))
                .map(Kept::subject);
    }

    @Override
    public synchronized Optional<String> spend(Digest secretSha256, Purpose purpose) {
        Optional<String> subject = look(secretSha256, purpose);
        subject.ifPresent(_ -> tokens.remove(secretSha256));
        return subject;
    }

    @Override
    public synchronized void revoke(Purpose purpose, String subject) {
        tokens.values().removeIf(k -> k.purpose() == purpose && k.subject().equals(subject));
    }
}
