package com.expacti.testkit;

import com.expacti.application.access.AccessTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens that are remembered instead of signed. */
public final class FakeAccessTokens implements AccessTokens {
    private final InstantSource clock;
    private final Map<String, Issued> issued = new ConcurrentHashMap<>();

    private record Issued(Claims claims, Instant until) {}

    public FakeAccessTokens(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String issue(Claims claims) {
        String token = "access." + issued.size() + "." + claims.login();
        issued.put(token, new Issued(claims, clock.instant().plus(LIFE)));
        return token;
    }

    @Override
    public Optional<Claims> read(String token) {
        return Optional.ofNullable(issued.get(token))
                .filter(i -> clock.instant().isBefore(i.until()))
                .map(Issued::claims);
    }

    @Override
    public String publicKeys() {
        return "{\"keys\":[]}";
    }
}
