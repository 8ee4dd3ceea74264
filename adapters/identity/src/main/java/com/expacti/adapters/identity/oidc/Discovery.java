package com.expacti.adapters.identity.oidc;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What issuers say of themselves (OpenID Connect Discovery 1.0), believed for ten minutes. */
final class Discovery {
    private static final Duration BELIEVED = Duration.ofMinutes(10);
    private static final int KEPT_MAX = 500;

    private final Calls calls;
    private final InstantSource clock;
    private final Map<String, Read> kept = new ConcurrentHashMap<>();

    private record Read(OIDCProviderMetadata metadata, Instant at) {}

    Discovery(Calls calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    OIDCProviderMetadata of(String issuer) throws NotVouched {
        Instant now = clock.instant();
        Optional<Read> read = Optional.ofNullable(kept.get(issuer))
                .filter(r -> r.at().plus(BELIEVED).isAfter(now));
        if (read.isPresent()) {
            return read.get().metadata();
        }
        OIDCProviderMetadata fresh = read(issuer);
        if (kept.size() >= KEPT_MAX) {
            kept.clear();
        }
        kept.put(issuer, new Read(fresh, now));
        return fresh;
    }

    private OIDCProviderMetadata read(String issuer) throws NotVouched {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        String text = calls.get(URI.create(base + "/.well-known/openid-configuration"));
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(text);
            // §4.3: exactly the one it was asked for, or one issuer could speak for another.
            if (!issuer.equals(metadata.getIssuer().getValue())) {
                throw NotVouched.refused("its discovery document is another issuer's");
            }
            return checked(issuer, metadata);
        } catch (ParseException e) {
            throw NotVouched.refused("its discovery document can't be read", e);
        }
    }

    private static OIDCProviderMetadata checked(String issuer, OIDCProviderMetadata metadata) throws NotVouched {
        URI authorization = Optional.ofNullable(metadata.getAuthorizationEndpointURI())
                .orElseThrow(() -> NotVouched.refused("it names no authorization endpoint"));
        String scheme = String.valueOf(authorization.getScheme());
        boolean plain = scheme.equals("http") && issuer.startsWith("http:");
        if (!(scheme.equals("https") || plain) || authorization.getHost() == null) {
            throw NotVouched.refused("its authorization endpoint is no https address");
        }
        if (metadata.getTokenEndpointURI() == null || metadata.getJWKSetURI() == null) {
            throw NotVouched.refused("it names no token endpoint, or no keys");
        }
        boolean s256 = Optional.ofNullable(metadata.getCodeChallengeMethods())
                .map((Collection<CodeChallengeMethod> methods) -> methods.contains(CodeChallengeMethod.S256))
                .orElse(true);
        if (!s256) {
            throw NotVouched.refused("it takes no S256 challenge, and none weaker is sent (RFC 7636)");
        }
        return metadata;
    }
}
