package com.expacti.application.oidc;

import java.util.List;
import java.util.Optional;

/** The providers everybody is offered: those of whoever runs this instance. */
public record Providers(List<Provider> all) {
    public Providers {
        all = List.copyOf(all);
    }

    public Optional<Provider> find(String id) {
        return all.stream().filter(provider -> provider.id().equals(id)).findFirst();
    }
}
