package com.expacti.adapters.wire.limit;

import com.expacti.adapters.wire.guard.Sources;
import com.expacti.application.failure.ErrorCode;
import com.expacti.application.failure.GateException;
import com.expacti.domain.command.Digest;
import com.expacti.domain.identity.Caller;
import io.micronaut.http.HttpRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How often an address may come without proving who it is. A token that proved somebody is known from then on, so that whoever
 * shares an address with a guesser goes on working; any other counts against its address until it has proved somebody, and is
 * counted before the store is asked.
 */
public final class Attempts {
    private static final int KNOWN_MAX = 100_000;

    private final Limiter limiter;
    private final Sources sources;

    /** By their digests: no token stays in memory for this. */
    private final Set<Digest> known = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Boolean> eldest) {
            return size() > KNOWN_MAX;
        }
    }));

    public Attempts(Limiter limiter, Sources sources) {
        this.limiter = limiter;
        this.sources = sources;
    }

    /**
     * Whom the token proves, by {@code prove}, which is not asked where this address has tried too many that proved nobody.
     *
     * @throws GateException {@code rate_limited}, or whatever {@code prove} throws
     */
    public Caller proving(HttpRequest<?> request, String token, Function<String, Caller> prove) {
        Digest digest = Digest.ofText(token);
        Drawn drawn = known.contains(digest)
                ? new Drawn.Unlimited()
                : RateHeaders.granted(request, limiter.draw(RatePolicy.ATTEMPTS, address(request)));
        try {
            Caller caller = prove.apply(token);
            if (drawn instanceof Drawn.Granted) {
                limiter.giveBack(RatePolicy.ATTEMPTS, address(request));
                known.add(digest);
            }
            return caller;
        } catch (GateException refusal) {
            if (refusal.code() == ErrorCode.UNAUTHORIZED) {
                known.remove(digest);
            }
            throw refusal;
        }
    }

    /**
     * A request that names nobody.
     *
     * @throws GateException {@code rate_limited}
     */
    public void anonymous(HttpRequest<?> request) {
        var _ = RateHeaders.granted(request, limiter.draw(RatePolicy.OPEN, address(request)));
    }

    /**
     * One more request of somebody proven.
     *
     * @throws GateException {@code rate_limited}
     */
    public void proven(HttpRequest<?> request, Caller caller) {
        RatePolicy policy = switch (caller) {
            case Caller.AgentCaller agent -> RatePolicy.AGENTS;
            case Caller.PersonCaller person -> RatePolicy.REQUESTS;
        };
        String who = caller.org().value() + " " + caller.credential().value();
        var _ = RateHeaders.granted(request, limiter.draw(policy, who));
    }

    /** An IPv4 address; of IPv6 its network, of which one customer has all addresses. */
    private String address(HttpRequest<?> request) {
        return sources.of(request)
                .map(source -> source.text().indexOf(':') < 0 ? source.text() : source.network())
                .orElse("unknown");
    }
}
