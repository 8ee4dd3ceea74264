package com.expacti.application.oidc;

import com.expacti.application.failure.GateException;
import java.util.List;

/** The providers everybody is offered: those of whoever runs this instance. */
public record Providers(List<Provider> all) {
    public Providers {
        all = List.copyOf(all);
    }

    /** @throws GateException {@code not_found} */
    public Provider get(String id) {
        return all.stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst()
                .orElseThrow(() -> GateException.notFound("provider"));
    }

    /** The name it has, or had its id been all there is. */
    public String name(String id) {
        return all.stream()
                .filter(provider -> provider.id().equals(id))
                .findFirst()
                .map(Provider::name)
                .orElse(id);
    }
}
