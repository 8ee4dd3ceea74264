package com.expacti.application.access;

import com.expacti.domain.command.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The well-known tokens of an evaluation, in memory only, in front of the store. Empty everywhere else. */
public final class EvaluationTokens implements CredentialStore {
    private final Map<Digest, Known> tokens = new ConcurrentHashMap<>();
    private final CredentialStore store;

    public EvaluationTokens(CredentialStore store) {
        this.store = store;
    }

    public void add(String token, Known known) {
        tokens.put(Digest.ofText(token), known);
    }

    @Override
    public Optional<Known> find(Digest secretSha256) {
        Optional<Known> here = Optional.ofNullable(tokens.get(secretSha256));
        return here.isPresent() ? here : store.find(secretSha256);
    }
}
